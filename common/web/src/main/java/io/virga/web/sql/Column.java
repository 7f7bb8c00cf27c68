package io.virga.web.sql;

import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/// Native queries whose rows have one column.
///
/// To be used instead of `createNativeQuery(sql, type)`. Hibernate does not find the plan of such a query again (7.2.6:
/// `ImplicitResultClassBuilder` has no `equals`): each call leaves one more in the cache of plans, which is searched
/// from end to end when all of them have the same text.
public final class Column {

    private Column() {}

    /// `type` is what the database's driver makes of the column.
    public static <T> NativeQuery<T> of(Session session, String sql, Class<T> type) {
        return session.createNativeQuery(sql, Object[].class).setTupleTransformer((row, _) -> type.cast(row[0]));
    }
}
