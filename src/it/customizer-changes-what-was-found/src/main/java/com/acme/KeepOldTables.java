package com.acme;

import dev.migrate.RevisionCustomizer;
import dev.migrate.RevisionDraft;
import dev.migrate.operation.DropTable;

public class KeepOldTables implements RevisionCustomizer {
    @Override
    public RevisionDraft customize(RevisionDraft draft) {
        return draft.withMessage("ACME: " + draft.message())
                .with(
                        draft.upgrade().stream()
                                .filter(each -> !(each.operation() instanceof DropTable))
                                .toList(),
                        draft.downgrade().stream()
                                .filter(each -> each.object() == null
                                        || !each.object().name().equals("old_users"))
                                .toList());
    }
}
