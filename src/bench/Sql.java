import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs SQL and prints the first value of each result. Arguments: URL, user, password, statements. */
final class Sql {
    private Sql() {}

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
                Statement statement = connection.createStatement()) {
            for (int i = 3; i < args.length; i++) {
                if (statement.execute(args[i])) {
                    try (ResultSet result = statement.getResultSet()) {
                        if (result.next()) {
                            System.out.println(result.getString(1));
                        }
                    }
                }
            }
        }
    }
}
