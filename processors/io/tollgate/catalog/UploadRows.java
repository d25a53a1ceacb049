package io.tollgate.catalog;

import org.jdbi.v3.core.Handle;

/** The SQL of uploads that can be resumed, as far as it concerns the item that comes of one. */
final class UploadRows {
    private UploadRows() {}

    static void deleteOf(Handle handle, String itemId) {
        handle.createUpdate("delete from upload where item_id = :item")
                .bind("item", itemId)
                .execute();
    }
}
