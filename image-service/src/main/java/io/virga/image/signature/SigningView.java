package io.virga.image.signature;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a project takes signed images alone.
public record SigningView(
        @JsonProperty("project_id") String project,
        @JsonProperty("signed_only") boolean signedOnly) {}
