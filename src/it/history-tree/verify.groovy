def log = new File(basedir, 'build.log').text

def rows = log.readLines().findAll { it =~ /(a1|b1|b2)/ }
assert rows.size() == 3
assert rows[2].contains('* a1 (branch point) (base) create users')
assert rows.count { it.contains('(head)') } == 2
