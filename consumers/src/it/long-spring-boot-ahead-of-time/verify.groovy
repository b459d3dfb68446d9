// Spring Boot wrote the beans of the starter as code.
def written = new File(basedir, 'target/spring-aot/main/sources/io/github/ddbmessaging/spring')
assert new File(written, 'MessagingAutoConfiguration__BeanDefinitions.java').text.contains('MessagingStore')
