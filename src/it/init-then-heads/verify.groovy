def log = new File(basedir, 'build.log').text

['defaults', 'dev', 'staging', 'prod'].each { assert new File(basedir, "environments/${it}.toml").file }
def scripts = new File(basedir, 'src/main/migrations').list()
assert scripts.size() == 1
assert scripts[0] ==~ /\d{4}-\d{2}-\d{2}_.+\.sql/
assert log.contains('wrote environments/dev.toml')
assert log =~ /\d{8}_\d{6}_[0-9a-f]{8} \(head\) \(base\)/
