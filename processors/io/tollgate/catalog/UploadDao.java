package io.tollgate.catalog;

import org.jdbi.v3.core.Handle;

/** The SQL of uploads that can be resumed, as far as it concerns the item that comes of one. */
final class UploadDao {
    private UploadDao() {}

    /** Keeps every other request from taking the upload over until the transaction ends; false when one has. */
    static boolean hold(Handle handle, String itemId, String holder) {
        return handle.createUpdate("update upload set holder = :holder where item_id = :item and holder = :holder")
                        .bind("item", itemId)
                        .bind("holder", holder)
                        .execute()
                == 1;
    }

    static void deleteOf(Handle handle, String itemId) {
        handle.createUpdate("delete from upload where item_id = :item")
                .bind("item", itemId)
                .execute();
    }
}
