// The fixture changes nothing of what the program runs with, wherever it is declared.
def classPath = { new File(basedir, "target/class-path-$it").text.tokenize(File.pathSeparator) }
assert classPath('absent').any { it.contains('log4j-api-2.24.3.jar') }
assert classPath('first') == classPath('absent')
assert classPath('last') == classPath('absent')
