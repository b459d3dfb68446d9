// The fixture changes nothing of what a program runs with, wherever it is declared.
for (program in ['boot-3', 'boot-4', 'without-bom', 'aws-sdk']) {
  def classPath = { new File(basedir, "$program/target/class-path-$it").text.tokenize(File.pathSeparator) }
  assert classPath('absent')
  assert classPath('first') == classPath('absent')
  assert classPath('last') == classPath('absent')
}
