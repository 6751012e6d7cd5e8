def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

assert log =~ /targets\.eu\.url +.*eu\.example\.org\/shop.* environments\/dev\.toml:4/
assert log =~ /targets\.us\.lock_timeout +1s +environments\/dev\.toml:8/
assert !log.contains('targets.us.lock_wait')
assert !log.contains('target-secret')
return true
