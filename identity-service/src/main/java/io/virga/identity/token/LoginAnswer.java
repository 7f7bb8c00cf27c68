package io.virga.identity.token;

/// What somebody gets who proved who they are.
sealed interface LoginAnswer permits Issued, Receipt {}
