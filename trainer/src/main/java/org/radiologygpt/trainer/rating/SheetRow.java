package org.radiologygpt.trainer.rating;

import java.util.Map;

/**
 * A row of a sheet as it came back.
 *
 * @param where file and row
 * @param cells by column
 */
record SheetRow(String where, Map<String, String> cells) {
    String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }
}
