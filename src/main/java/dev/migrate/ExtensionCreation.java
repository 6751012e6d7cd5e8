package dev.migrate;

/** More about a new extension. */
public interface ExtensionCreation {

    /** Nothing is made where it is there. */
    ExtensionCreation ifNotExists();

    /** The schema of its objects. */
    ExtensionCreation schema(String name);

    /** Its version. */
    ExtensionCreation version(String version);

    /** The extensions it needs come too. */
    ExtensionCreation cascade();
}
