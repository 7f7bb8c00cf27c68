package io.virga.image.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/// Where a service may fetch an image's bytes without a token, and how to tell that they are the right ones. With
/// `signedOnly` they are for a project that takes signed images alone: none of them is to run before all were compared.
record DownloadUrl(
        URI url,
        @JsonProperty("disk_format") String diskFormat,
        long size,
        @JsonProperty("virtual_size") long virtualSize,
        @JsonProperty("os_hash_value") String sha512,
        @JsonProperty("signed_only") boolean signedOnly) {}
