package dev.migrate.operation;

import dev.migrate.DomainCreation;
import dev.migrate.EnumValueAddition;
import dev.migrate.ExtensionCreation;
import dev.migrate.ObjectCreation;
import dev.migrate.ObjectDrop;
import dev.migrate.Operations;
import dev.migrate.PrivilegeChange;
import dev.migrate.RoutineCreation;
import dev.migrate.SequenceOptions;
import dev.migrate.TriggerCreation;
import dev.migrate.ViewCreation;
import dev.migrate.ViewRefresh;
import java.util.List;
import java.util.function.Consumer;

/** The calls that make, change and drop what is no table: schemas, sequences, views, routines, triggers, types, extensions and privileges. */
abstract class ObjectRecorder implements Operations {

    /** Begins an operation of which the chain may say more. */
    abstract <D extends Draft> D begin(D next);

    /** Records an operation of which nothing more can be said. */
    abstract void add(Operation operation);

    /** What is said in another place than the migration's own list. */
    abstract List<Recorded> aside(Consumer<Operations> operations);

    /** A name that may have a schema in front. */
    static ObjectName name(String written) {
        return ObjectName.parse(written);
    }

    @Override
    public ObjectCreation createSchema(String schema) {
        return begin(new TypeDrafts.Schema(Checked.name(schema)));
    }

    @Override
    public ObjectDrop dropSchema(String schema) {
        return begin(new DropDraft(this, ObjectKind.SCHEMA, new ObjectName(null, Checked.name(schema)), null, null));
    }

    @Override
    public void renameSchema(String schema, String to) {
        add(new Rename(ObjectKind.SCHEMA, new ObjectName(null, Checked.name(schema)), null, Checked.name(to)));
    }

    @Override
    public SequenceOptions createSequence(String sequence) {
        return begin(new SequenceDraft(name(sequence), true));
    }

    @Override
    public SequenceOptions alterSequence(String sequence) {
        return begin(new SequenceDraft(name(sequence), false));
    }

    @Override
    public ObjectDrop dropSequence(String sequence) {
        return begin(new DropDraft(this, ObjectKind.SEQUENCE, name(sequence), null, null));
    }

    @Override
    public void renameSequence(String sequence, String to) {
        add(new Rename(ObjectKind.SEQUENCE, name(sequence), null, Checked.name(to)));
    }

    @Override
    public ViewCreation createView(String view, String query) {
        return begin(new ViewDraft(this, name(view), query, false));
    }

    @Override
    public ObjectDrop dropView(String view) {
        return begin(new DropDraft(this, ObjectKind.VIEW, name(view), null, null));
    }

    @Override
    public void renameView(String view, String to) {
        add(new Rename(ObjectKind.VIEW, name(view), null, Checked.name(to)));
    }

    @Override
    public ViewCreation createMaterializedView(String view, String query) {
        return begin(new ViewDraft(this, name(view), query, true));
    }

    @Override
    public ObjectDrop dropMaterializedView(String view) {
        return begin(new DropDraft(this, ObjectKind.MATERIALIZED_VIEW, name(view), null, null));
    }

    @Override
    public void renameMaterializedView(String view, String to) {
        add(new Rename(ObjectKind.MATERIALIZED_VIEW, name(view), null, Checked.name(to)));
    }

    @Override
    public ViewRefresh refreshMaterializedView(String view) {
        return begin(new TypeDrafts.Refresh(name(view)));
    }

    @Override
    public RoutineCreation createFunction(String function, String parameters, String returns) {
        return begin(new RoutineDraft(this, ObjectKind.FUNCTION, name(function), parameters, returns));
    }

    @Override
    public ObjectDrop dropFunction(String function, String parameters) {
        return begin(new DropDraft(this, ObjectKind.FUNCTION, name(function), null, parameters));
    }

    @Override
    public RoutineCreation createProcedure(String procedure, String parameters) {
        return begin(new RoutineDraft(this, ObjectKind.PROCEDURE, name(procedure), parameters, null));
    }

    @Override
    public ObjectDrop dropProcedure(String procedure, String parameters) {
        return begin(new DropDraft(this, ObjectKind.PROCEDURE, name(procedure), null, parameters));
    }

    @Override
    public TriggerCreation createTrigger(String trigger, String table) {
        return begin(new TriggerDraft(this, Checked.name(trigger), name(table)));
    }

    @Override
    public ObjectDrop dropTrigger(String trigger, String table) {
        return begin(new DropDraft(this, ObjectKind.TRIGGER, new ObjectName(null, Checked.name(trigger)), name(table), null));
    }

    @Override
    public void createEnum(String type, String... values) {
        add(new CreateEnum(name(type), List.of(values)));
    }

    @Override
    public EnumValueAddition addEnumValue(String type, String value) {
        return begin(new TypeDrafts.EnumValue(name(type), value));
    }

    @Override
    public void renameEnumValue(String type, String value, String to) {
        add(new RenameEnumValue(name(type), value, to));
    }

    @Override
    public void renameEnum(String type, String to) {
        add(new Rename(ObjectKind.ENUM, name(type), null, Checked.name(to)));
    }

    @Override
    public ObjectDrop dropEnum(String type) {
        return begin(new DropDraft(this, ObjectKind.ENUM, name(type), null, null));
    }

    @Override
    public ExtensionCreation createExtension(String extension) {
        return begin(new TypeDrafts.Extension(Checked.name(extension)));
    }

    @Override
    public ObjectDrop dropExtension(String extension) {
        return begin(new DropDraft(this, ObjectKind.EXTENSION, new ObjectName(null, Checked.name(extension)), null, null));
    }

    @Override
    public DomainCreation createDomain(String domain, dev.migrate.Type type) {
        return begin(new TypeDrafts.Domain(name(domain), type));
    }

    @Override
    public ObjectDrop dropDomain(String domain) {
        return begin(new DropDraft(this, ObjectKind.DOMAIN, name(domain), null, null));
    }

    @Override
    public void renameDomain(String domain, String to) {
        add(new Rename(ObjectKind.DOMAIN, name(domain), null, Checked.name(to)));
    }

    @Override
    public PrivilegeChange grant(String privileges) {
        return begin(new PrivilegeDraft(true, privileges));
    }

    @Override
    public PrivilegeChange revoke(String privileges) {
        return begin(new PrivilegeDraft(false, privileges));
    }
}
