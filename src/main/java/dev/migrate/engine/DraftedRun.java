package dev.migrate.engine;

import dev.migrate.dialect.Rendered;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import java.sql.SQLException;
import java.util.List;

/** Carries out on a scratch database what was drafted, before there is a script of it. */
public final class DraftedRun {

    private DraftedRun() {}

    /**
     * Carries it out, each statement for itself.
     *
     * @throws dev.migrate.diagnostic.MigrateException at the first that is refused
     */
    public static void of(Run run, List<Rendered> operations) {
        Session session = run.session();
        try {
            for (Rendered operation : operations) {
                Session.Frame frame = operation.foreignKeysOff() ? session.rebuildFrame() : Session.Frame.NONE;
                for (String statement : frame.before()) {
                    session.execute(statement);
                }
                for (String statement : operation.statements()) {
                    session.run(statement);
                }
                for (String statement : frame.after()) {
                    session.execute(statement);
                }
            }
        } catch (StatementFailure e) {
            throw run.unexpected("what was drafted could not be tried out", e.sqlException());
        } catch (SQLException e) {
            throw run.unexpected("what was drafted could not be tried out", e);
        }
    }
}
