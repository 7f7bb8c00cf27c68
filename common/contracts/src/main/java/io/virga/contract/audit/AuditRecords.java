package io.virga.contract.audit;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// What one service was asked, in the order in which it answered.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonTypeName("audit-records.v1")
public record AuditRecords(List<AuditEvent> events) {}
