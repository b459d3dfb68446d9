// The page shows the code that was compiled here.
def squeezed = { it.replaceAll(/\s+/, '') }
def page = new File(basedir.parentFile.parentFile.parentFile.parentFile, 'docs/observability.md').text
def shown = (page =~ /(?s)```java\n(CallListener traced.*?)```/)[0][1]
assert squeezed(new File(basedir, 'src/main/java/consumer/Tracing.java').text).contains(squeezed(shown))
