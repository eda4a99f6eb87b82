namespace Ward.Ingest.Decoders.Formats;

/// <summary>The standard keys of CEF and LEEF and the model's fields for them; and the class that the keys of a line speak for.</summary>
internal static class ExtensionKeys
{
    public static NameTable Cef { get; } = new(
        ("src", Fields.SourceIp, NameTable.Kind.Address),
        ("sourceAddress", Fields.SourceIp, NameTable.Kind.Address),
        ("dst", Fields.DestinationIp, NameTable.Kind.Address),
        ("destinationAddress", Fields.DestinationIp, NameTable.Kind.Address),
        ("spt", Fields.SourcePort, NameTable.Kind.Port),
        ("sourcePort", Fields.SourcePort, NameTable.Kind.Port),
        ("dpt", Fields.DestinationPort, NameTable.Kind.Port),
        ("destinationPort", Fields.DestinationPort, NameTable.Kind.Port),
        ("shost", Fields.SourceHost, NameTable.Kind.Any),
        ("dhost", Fields.DestinationHost, NameTable.Kind.Any),
        ("smac", Fields.SourceMac, NameTable.Kind.Any),
        ("dmac", Fields.DestinationMac, NameTable.Kind.Any),
        ("suser", Fields.ActorUser, NameTable.Kind.Any),
        ("duser", Fields.UserName, NameTable.Kind.Any),
        ("suid", Fields.ActorUserUid, NameTable.Kind.Any),
        ("duid", Fields.UserUid, NameTable.Kind.Any),
        ("sproc", Fields.ActorProcess, NameTable.Kind.Any),
        ("dproc", Fields.ProcessName, NameTable.Kind.Any),
        ("dpid", Fields.ProcessId, NameTable.Kind.Any),
        ("proto", Fields.Protocol, NameTable.Kind.Any),
        ("app", Fields.AppName, NameTable.Kind.Any),
        ("act", Fields.Disposition, NameTable.Kind.Any),
        ("msg", Fields.StatusDetail, NameTable.Kind.Any),
        ("outcome", Fields.Status, NameTable.Kind.Any),
        ("reason", Fields.StatusCode, NameTable.Kind.Any),
        ("cnt", Fields.Repeated, NameTable.Kind.Any),
        ("in", Fields.BytesIn, NameTable.Kind.Any),
        ("out", Fields.BytesOut, NameTable.Kind.Any),
        ("request", Fields.HttpFullUrl, NameTable.Kind.Any),
        ("requestMethod", Fields.HttpMethod, NameTable.Kind.Any),
        ("requestClientApplication", Fields.HttpAgent, NameTable.Kind.Any),
        ("fname", Fields.FileName, NameTable.Kind.Any),
        ("filePath", Fields.FilePath, NameTable.Kind.Any),
        ("fileHash", Fields.FileHash, NameTable.Kind.Any),
        ("fsize", Fields.FileSize, NameTable.Kind.Any),
        ("dvchost", Fields.DeviceName, NameTable.Kind.Any),
        ("dvc", Fields.DeviceIp, NameTable.Kind.Address),
        ("externalId", Fields.EventUid, NameTable.Kind.Any),
        ("deviceInboundInterface", Fields.InterfaceIn, NameTable.Kind.Any),
        ("deviceOutboundInterface", Fields.InterfaceOut, NameTable.Kind.Any));

    public static NameTable Leef { get; } = new(
        ("src", Fields.SourceIp, NameTable.Kind.Address),
        ("dst", Fields.DestinationIp, NameTable.Kind.Address),
        ("srcPort", Fields.SourcePort, NameTable.Kind.Port),
        ("dstPort", Fields.DestinationPort, NameTable.Kind.Port),
        ("srcMAC", Fields.SourceMac, NameTable.Kind.Any),
        ("dstMAC", Fields.DestinationMac, NameTable.Kind.Any),
        ("usrName", Fields.UserName, NameTable.Kind.Any),
        ("domain", Fields.UserDomain, NameTable.Kind.Any),
        ("proto", Fields.Protocol, NameTable.Kind.Any),
        ("action", Fields.Disposition, NameTable.Kind.Any),
        ("policy", Fields.PolicyName, NameTable.Kind.Any),
        ("resource", Fields.ResourceName, NameTable.Kind.Any),
        ("url", Fields.HttpFullUrl, NameTable.Kind.Any),
        ("srcBytes", Fields.BytesOut, NameTable.Kind.Any),
        ("dstBytes", Fields.BytesIn, NameTable.Kind.Any),
        ("sev", Fields.Severity, NameTable.Kind.Any),
        ("identSrc", Fields.DeviceIp, NameTable.Kind.Address),
        ("identHostName", Fields.DeviceName, NameTable.Kind.Any));

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
}
