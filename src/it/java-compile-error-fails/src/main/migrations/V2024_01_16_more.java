/*
 * more
 *
 * revision: 20240116_103000_b2c3d4e5
 * revises: 20240115_103000_a1b2c3d4
 */
class AddBio implements dev.migrate.Migration {
    @Override
    public void upgrade(dev.migrate.Operations op) {
        int count = "two";
    }
}
