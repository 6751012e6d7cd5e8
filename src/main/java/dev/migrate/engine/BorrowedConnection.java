package dev.migrate.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The run's connection in the hands of an author's code, which may do all with it but end what is the run's to end. */
final class BorrowedConnection implements InvocationHandler {

    private static final Set<String> REFUSED =
            Set.of("close", "abort", "commit", "rollback", "setAutoCommit", "setTransactionIsolation");

    private final Connection connection;

    private BorrowedConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                BorrowedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new BorrowedConnection(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        // To a savepoint of one's own is no end of the transaction.
        boolean toSavepoint = method.getName().equals("rollback") && arguments != null && arguments.length == 1;
        if (REFUSED.contains(method.getName()) && !toSavepoint) {
            throw new SQLException("the connection is the run's: a revision does not call " + method.getName()
                    + "(); with transactional() giving false it has no transaction around it");
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
