package io.virga.image;

import io.virga.image.store.Place;
import java.sql.SQLException;
import javax.sql.DataSource;

/// What is noted as waste. A note stays until the bytes are gone: none, and the bytes there, means that they stay.
public final class WasteRows {

    private WasteRows() {}

    public static int of(DataSource database, Place place) throws SQLException {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("select count(*) from waste where store = ? and object_key = ?")) {
            select.setString(1, place.store());
            select.setString(2, place.key());
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}
