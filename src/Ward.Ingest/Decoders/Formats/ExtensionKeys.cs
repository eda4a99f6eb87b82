namespace Ward.Ingest.Decoders.Formats;

/// <summary>The standard keys of CEF and LEEF and the model's fields for them; and the class that the keys of a line speak for.</summary>
internal static class ExtensionKeys
{
    /// <summary>The field for a key with that value; null where there is none.</summary>
    public delegate FieldId? Lookup(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    public static FieldId? CefFieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name switch
    {
        _ when Is(name, "src"u8) || Is(name, "sourceAddress"u8) => Text.IsAddress(value) ? Fields.SourceIp : null,
        _ when Is(name, "dst"u8) || Is(name, "destinationAddress"u8) => Text.IsAddress(value) ? Fields.DestinationIp : null,
        _ when Is(name, "spt"u8) || Is(name, "sourcePort"u8) => Text.IsPort(value) ? Fields.SourcePort : null,
        _ when Is(name, "dpt"u8) || Is(name, "destinationPort"u8) => Text.IsPort(value) ? Fields.DestinationPort : null,
        _ when Is(name, "shost"u8) => Fields.SourceHost,
        _ when Is(name, "dhost"u8) => Fields.DestinationHost,
        _ when Is(name, "smac"u8) => Fields.SourceMac,
        _ when Is(name, "dmac"u8) => Fields.DestinationMac,
        _ when Is(name, "suser"u8) => Fields.ActorUser,
        _ when Is(name, "duser"u8) => Fields.UserName,
        _ when Is(name, "suid"u8) => Fields.ActorUserUid,
        _ when Is(name, "duid"u8) => Fields.UserUid,
        _ when Is(name, "sproc"u8) => Fields.ActorProcess,
        _ when Is(name, "dproc"u8) => Fields.ProcessName,
        _ when Is(name, "dpid"u8) => Fields.ProcessId,
        _ when Is(name, "proto"u8) => Fields.Protocol,
        _ when Is(name, "app"u8) => Fields.AppName,
        _ when Is(name, "act"u8) => Fields.Disposition,
        _ when Is(name, "msg"u8) => Fields.StatusDetail,
        _ when Is(name, "outcome"u8) => Fields.Status,
        _ when Is(name, "reason"u8) => Fields.StatusCode,
        _ when Is(name, "cnt"u8) => Fields.Repeated,
        _ when Is(name, "in"u8) => Fields.BytesIn,
        _ when Is(name, "out"u8) => Fields.BytesOut,
        _ when Is(name, "request"u8) => Fields.HttpFullUrl,
        _ when Is(name, "requestMethod"u8) => Fields.HttpMethod,
        _ when Is(name, "requestClientApplication"u8) => Fields.HttpAgent,
        _ when Is(name, "fname"u8) => Fields.FileName,
        _ when Is(name, "filePath"u8) => Fields.FilePath,
        _ when Is(name, "fileHash"u8) => Fields.FileHash,
        _ when Is(name, "fsize"u8) => Fields.FileSize,
        _ when Is(name, "dvchost"u8) => Fields.DeviceName,
        _ when Is(name, "dvc"u8) => Text.IsAddress(value) ? Fields.DeviceIp : null,
        _ when Is(name, "externalId"u8) => Fields.EventUid,
        _ when Is(name, "deviceInboundInterface"u8) => Fields.InterfaceIn,
        _ when Is(name, "deviceOutboundInterface"u8) => Fields.InterfaceOut,
        _ => null,
    };

    public static FieldId? LeefFieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name switch
    {
        _ when Is(name, "src"u8) => Text.IsAddress(value) ? Fields.SourceIp : null,
        _ when Is(name, "dst"u8) => Text.IsAddress(value) ? Fields.DestinationIp : null,
        _ when Is(name, "srcPort"u8) => Text.IsPort(value) ? Fields.SourcePort : null,
        _ when Is(name, "dstPort"u8) => Text.IsPort(value) ? Fields.DestinationPort : null,
        _ when Is(name, "srcMAC"u8) => Fields.SourceMac,
        _ when Is(name, "dstMAC"u8) => Fields.DestinationMac,
        _ when Is(name, "usrName"u8) => Fields.UserName,
        _ when Is(name, "domain"u8) => Fields.UserDomain,
        _ when Is(name, "proto"u8) => Fields.Protocol,
        _ when Is(name, "action"u8) => Fields.Disposition,
        _ when Is(name, "policy"u8) => Fields.PolicyName,
        _ when Is(name, "resource"u8) => Fields.ResourceName,
        _ when Is(name, "url"u8) => Fields.HttpFullUrl,
        _ when Is(name, "srcBytes"u8) => Fields.BytesOut,
        _ when Is(name, "dstBytes"u8) => Fields.BytesIn,
        _ when Is(name, "sev"u8) => Fields.Severity,
        _ when Is(name, "identSrc"u8) => Text.IsAddress(value) ? Fields.DeviceIp : null,
        _ when Is(name, "identHostName"u8) => Fields.DeviceName,
        _ => null,
    };

    /// <summary>The formats name no class: two ends of a connection are network activity, anything else is kept as the base event.</summary>
    public static EventClass ClassOf(EventBuilder into, out int activity, out int status)
    {
        (activity, status) = (0, 0);
        if (into.Event.TryGet(Fields.Status, out var outcome) || into.Event.TryGet(Fields.Disposition, out outcome))
            status = Text.Says(outcome, "fail"u8) || Text.Says(outcome, "block"u8) || Text.Says(outcome, "den"u8) || Text.Says(outcome, "drop"u8) || Text.Says(outcome, "reject"u8) ? 2
                : Text.Says(outcome, "success"u8) || Text.Says(outcome, "allow"u8) || Text.Says(outcome, "accept"u8) || Text.Says(outcome, "permit"u8) ? 1 : 0;
        if (!into.Event.TryGet(Fields.SourceIp, out _) || !into.Event.TryGet(Fields.DestinationIp, out _)) return EventClass.Base;
        activity = status switch { 1 => 1, 2 => 5, _ => 6 };
        return EventClass.NetworkActivity;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> key) => name.SequenceEqual(key);
}
