package io.virga.image.quota;

/// What a project may have only so much of, under the names that Glance uses with oslo.limit.
public enum QuotaResource {
    /// Images, with data or without.
    COUNT("image_count_total", 1, 1_000, "count(*)", "true"),
    /// MiB in the stores, or announced to come there: what lies in two, or is copied, counts twice, as in Glance. Of
    /// what is imported nothing counts before the image is active.
    SIZE("image_size_total", QuotaResource.MIB, 1L << 20, """
            coalesce(sum(case status when 'SAVING'
                then (select upload_sessions.size from upload_sessions
                      where upload_sessions.object_key = images.object_key)
                else size * (select count(*) from jsonb_object_keys(locations || copies || copied)) end), 0)""", "status in ('ACTIVE', 'DEACTIVATED', 'SAVING')"),
    /// MiB at the stage.
    STAGE(
            "image_stage_total",
            QuotaResource.MIB,
            256L << 10,
            "coalesce(sum(size), 0)",
            "status in ('UPLOADING', 'IMPORTING')"),
    /// Images whose data is on its way, or being copied.
    UPLOADING(
            "image_count_uploading",
            1,
            100,
            "count(*)",
            "(status in ('SAVING', 'UPLOADING', 'IMPORTING') or copies <> '{}')");

    static final long MIB = 1L << 20;

    private final String word;
    private final long unit;
    private final long usual;
    private final String amount;
    private final String where;

    QuotaResource(String word, long unit, long usual, String amount, String where) {
        this.word = word;
        this.unit = unit;
        this.usual = usual;
        this.amount = amount;
        this.where = where;
    }

    String word() {
        return word;
    }

    /// How much one of the limit's units is.
    long unit() {
        return unit;
    }

    /// The limit where nobody has set one.
    long usual() {
        return usual;
    }

    /// What the project `:owner` has of it: images, or bytes.
    String usage() {
        return "select cast(" + amount + " as bigint) from images where owner = :owner and status <> 'DELETED' and "
                + where;
    }
}
