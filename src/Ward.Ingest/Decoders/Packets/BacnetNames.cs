namespace Ward.Ingest.Decoders.Packets;

/// <summary>Names of BACnet services, object types and properties (ASHRAE 135, clauses 20 and 21), those that a city's buildings use most.</summary>
internal static class BacnetNames
{
    public static ReadOnlySpan<byte> Confirmed(byte service) => service switch
    {
        0 => "acknowledgeAlarm"u8,
        1 => "confirmedCOVNotification"u8,
        2 => "confirmedEventNotification"u8,
        3 => "getAlarmSummary"u8,
        4 => "getEnrollmentSummary"u8,
        5 => "subscribeCOV"u8,
        6 => "atomicReadFile"u8,
        7 => "atomicWriteFile"u8,
        8 => "addListElement"u8,
        9 => "removeListElement"u8,
        10 => "createObject"u8,
        11 => "deleteObject"u8,
        12 => "readProperty"u8,
        13 => "readPropertyConditional"u8,
        14 => "readPropertyMultiple"u8,
        15 => "writeProperty"u8,
        16 => "writePropertyMultiple"u8,
        17 => "deviceCommunicationControl"u8,
        18 => "confirmedPrivateTransfer"u8,
        19 => "confirmedTextMessage"u8,
        20 => "reinitializeDevice"u8,
        21 => "vtOpen"u8,
        22 => "vtClose"u8,
        23 => "vtData"u8,
        26 => "readRange"u8,
        27 => "lifeSafetyOperation"u8,
        28 => "subscribeCOVProperty"u8,
        29 => "getEventInformation"u8,
        30 => "subscribeCOVPropertyMultiple"u8,
        31 => "confirmedCOVNotificationMultiple"u8,
        _ => "unknown"u8,
    };

    public static ReadOnlySpan<byte> Unconfirmed(byte service) => service switch
    {
        0 => "iAm"u8,
        1 => "iHave"u8,
        2 => "unconfirmedCOVNotification"u8,
        3 => "unconfirmedEventNotification"u8,
        4 => "unconfirmedPrivateTransfer"u8,
        5 => "unconfirmedTextMessage"u8,
        6 => "timeSynchronization"u8,
        7 => "whoHas"u8,
        8 => "whoIs"u8,
        9 => "utcTimeSynchronization"u8,
        10 => "writeGroup"u8,
        11 => "unconfirmedCOVNotificationMultiple"u8,
        _ => "unknown"u8,
    };

    public static ReadOnlySpan<byte> Link(byte function) => function switch
    {
        0 => "bvlcResult"u8,
        1 => "writeBroadcastDistributionTable"u8,
        2 => "readBroadcastDistributionTable"u8,
        3 => "readBroadcastDistributionTableAck"u8,
        5 => "registerForeignDevice"u8,
        6 => "readForeignDeviceTable"u8,
        7 => "readForeignDeviceTableAck"u8,
        8 => "deleteForeignDeviceTableEntry"u8,
        _ => default,
    };

    public static ReadOnlySpan<byte> Object(uint type) => type switch
    {
        0 => "analog-input"u8,
        1 => "analog-output"u8,
        2 => "analog-value"u8,
        3 => "binary-input"u8,
        4 => "binary-output"u8,
        5 => "binary-value"u8,
        6 => "calendar"u8,
        7 => "command"u8,
        8 => "device"u8,
        9 => "event-enrollment"u8,
        10 => "file"u8,
        11 => "group"u8,
        12 => "loop"u8,
        13 => "multi-state-input"u8,
        14 => "multi-state-output"u8,
        15 => "notification-class"u8,
        16 => "program"u8,
        17 => "schedule"u8,
        18 => "averaging"u8,
        19 => "multi-state-value"u8,
        20 => "trend-log"u8,
        21 => "life-safety-point"u8,
        22 => "life-safety-zone"u8,
        23 => "accumulator"u8,
        24 => "pulse-converter"u8,
        30 => "access-door"u8,
        54 => "lighting-output"u8,
        _ => default,
    };

    public static ReadOnlySpan<byte> Property(uint id) => id switch
    {
        8 => "all"u8,
        28 => "description"u8,
        36 => "event-state"u8,
        44 => "firmware-revision"u8,
        70 => "model-name"u8,
        75 => "object-identifier"u8,
        76 => "object-list"u8,
        77 => "object-name"u8,
        79 => "object-type"u8,
        81 => "out-of-service"u8,
        85 => "present-value"u8,
        87 => "priority-array"u8,
        96 => "protocol-object-types-supported"u8,
        97 => "protocol-services-supported"u8,
        103 => "reliability"u8,
        104 => "relinquish-default"u8,
        111 => "status-flags"u8,
        112 => "system-status"u8,
        117 => "units"u8,
        120 => "vendor-identifier"u8,
        121 => "vendor-name"u8,
        123 => "weekly-schedule"u8,
        _ => default,
    };

    /// <summary>What writes, creates, deletes, silences, restarts or sets the clock.</summary>
    public static bool IsCommand(bool confirmed, byte service) => confirmed ? service is 7 or 8 or 9 or 10 or 11 or 15 or 16 or 17 or 20 or 27 : service is 6 or 9 or 10;
}
