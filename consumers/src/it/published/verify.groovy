import groovy.xml.XmlSlurper

def root = basedir.parentFile.parentFile.parentFile.parentFile
def pom = { new XmlSlurper().parse(it) }

// Each library: group, artifact, version.
def libraries = new File(basedir, 'target/dependencies').readLines().collectMany {
  def found = it =~ /^\s+([\w.-]+):([\w.-]+):jar:([\w.-]+):\w+/
  found ? [[group: found[0][1], artifact: found[0][2], version: found[0][3]]] : []
}
def ours = libraries.findAll { it.group == 'io.github.ddbmessaging' }*.artifact.toSet()
def others = libraries.findAll { it.group != 'io.github.ddbmessaging' }
assert others.size() > 40

// The BOM names what is published and nothing else, and this project has all of it.
def published = pom(new File(root, 'pom.xml')).modules.module*.text()
    .collect { pom(new File(root, "$it/pom.xml")) }
    .findAll { it.packaging.text() != 'pom' && it.properties.'maven.deploy.skip'.text() != 'true' }
    *.artifactId*.text().toSet()
def managed = pom(new File(root, 'ddb-bom/pom.xml')).dependencyManagement.dependencies.dependency.artifactId*.text()
assert managed.toSet() == published
assert managed.size() == published.size()
assert ours == published

// Each that has code is held against its API of before.
def poms = pom(new File(root, 'pom.xml')).modules.module*.text()
for (module in poms.findAll { new File(root, "$it/src/main/java").exists() }) {
  def artifact = pom(new File(root, "$module/pom.xml")).artifactId.text()
  assert !(artifact in published) || new File(root, "$module/src/api/$artifact-baseline.jar").exists()
}

// docs/licences.md: the licence of each library, or of all of a group.
def listed = [:]
new File(root, 'docs/licences.md').eachLine {
  def row = it =~ /^\| `([\w.:-]+)` \| \*{0,2}([^|*]+)\*{0,2} \| [^|]+ \| [^|]+ \|$/
  if (row) {
    listed[row[0][1]] = row[0][2].trim()
  }
}
def name = { listed.containsKey(it.group) ? it.group : "$it.group:$it.artifact".toString() }
assert others.collect(name).toSet() == listed.keySet()

def spdx = [
  (/.*Apache.*/): 'Apache-2.0',
  (/MIT/): 'MIT',
  (/MIT-0/): 'MIT-0',
  (/Public Domain, per Creative Commons CC0/): 'CC0-1.0',
  (/BSD-2-Clause/): 'BSD-2-Clause',
  (/The BSD License|BSD-3-Clause/): 'BSD-3-Clause',
  (/DynamoDB Local License Agreement/): 'Amazon DynamoDB Local License Agreement'
]
def declared
declared = { group, artifact, version ->
  def file = new File(localRepositoryPath, "${group.replace('.', '/')}/$artifact/$version/$artifact-${version}.pom")
  def project = pom(file)
  def own = project.licenses.license.name*.text()
  own ?: declared(project.parent.groupId.text(), project.parent.artifactId.text(), project.parent.version.text())
}
for (library in others) {
  def licences = declared(library.group, library.artifact, library.version)
      .collect { text -> spdx.find { text.trim() ==~ it.key }?.value ?: text }
  assert licences.toSet() == listed[name(library)].split(' or ').toList().toSet()
}
