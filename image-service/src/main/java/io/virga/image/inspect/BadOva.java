package io.virga.image.inspect;

/// Why an archive is no OVA that we take. The message is for the user and holds nothing of the archive.
final class BadOva extends Exception {

    private static final long serialVersionUID = 1L;

    BadOva(String objection) {
        super(objection);
    }

    static void when(boolean holds, String objection) throws BadOva {
        if (holds) {
            throw new BadOva(objection);
        }
    }
}
