// Whatever the fixture brings stands farther away than a library of a user's program does.
def libraries = [:]
def ofFixture = false
new File(basedir, 'target/tree').eachLine { line ->
  def start = line.findIndexOf { it ==~ /\w/ }
  def artifact = line.substring(start)
  def distance = start.intdiv(3)
  if (distance == 1) {
    ofFixture = artifact.startsWith('io.github.ddbmessaging:ddb-local-testing')
  }
  if (ofFixture && !artifact.startsWith('io.github.ddbmessaging:')) {
    libraries[artifact] = distance
  }
}
assert libraries.keySet().any { it.startsWith('org.antlr:antlr4-runtime') }
assert libraries.findAll { artifact, distance -> distance < 10 } == [:]
