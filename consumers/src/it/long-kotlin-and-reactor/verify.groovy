// The code of the page is the code that was compiled here.
def root = basedir.parentFile.parentFile.parentFile.parentFile
def squeezed = { it.replaceAll(/\s+/, '') }
def page = new File(root, 'docs/kotlin-and-reactor.md').text
def sources = [
  kotlin: new File(basedir, 'src/main/kotlin/consumer/Suspending.kt').text,
  java: new File(basedir, 'src/main/java/consumer/Reactive.java').text
]
def blocks = (page =~ /(?s)```(kotlin|java)\n(.*?)```/).collect { [language: it[1], code: it[2]] }
assert blocks*.language == ['kotlin', 'java']
for (block in blocks) {
  assert squeezed(sources[block.language]).contains(squeezed(block.code))
}

// Both languages' tests ran.
assert new File(basedir, 'target/surefire-reports').list().count { it =~ /^TEST-consumer\.(Suspending|Reactive)Test\.xml$/ } == 2
