def log = new File(basedir, 'build.log').text

def text = new File(basedir, 'target/deep/history.mmd').text
assert text.startsWith('flowchart TD\n')
assert text.count('-->') == 2
