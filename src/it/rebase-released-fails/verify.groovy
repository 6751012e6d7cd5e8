def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '')

// neither a confirmation nor a url for the chosen environment hides what another has applied
assert log.count('error[rebase/released]: protected environment "prod" has applied "20240117_080000_c3d4e5f6"') == 2
assert new File(basedir, 'src/main/migrations/2024-01-17_create_tags.sql').text.contains(
        '-- revises: 20240115_103000_a1b2c3d4\n')
return true
