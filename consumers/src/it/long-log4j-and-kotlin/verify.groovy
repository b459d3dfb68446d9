// The fixture changes nothing of what the program runs with, whether it is declared first or last.
def withoutFixture = [
  'log4j-slf4j2-impl-2.24.3.jar',
  'log4j-api-2.24.3.jar',
  'slf4j-api-2.0.16.jar',
  'log4j-core-2.24.3.jar',
  'kotlin-stdlib-2.1.0.jar',
  'annotations-13.0.jar'
]
for (fixture in ['first', 'last']) {
  def classPath = new File(basedir, "target/class-path-$fixture").text.tokenize(File.pathSeparator)
  assert classPath.collect { new File(it).name } == withoutFixture
}
