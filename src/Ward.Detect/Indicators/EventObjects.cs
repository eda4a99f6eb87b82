using System.Globalization;
using System.Text;
using Ward.Detect.Baselines;
using Ward.Ingest;
using Ward.Standards.Stix.Matching;
using Ward.Standards.Stix.Patterns;

namespace Ward.Detect.Indicators;

/// <summary>An event as STIX' cyber-observable objects (STIX 2.1, section 6): what the event model knows of them. Valid as long as the event.</summary>
internal sealed class EventObjects : IObservedObjects
{
    private readonly List<(string Type, FieldId Field)> objects = [];
    private Event e = null!;

    public int Count => objects.Count;

    /// <summary>Looks at the next event.</summary>
    public void Of(Event next)
    {
        e = next;
        objects.Clear();
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.SourceIp, Fields.DestinationIp])
            if (e.TryGet(field, out var address) && AddressType(address) is { } type) objects.Add((type, field));
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.DnsQuery, Fields.TlsSni, Fields.HttpHost, Fields.DestinationHost]) AddIf("domain-name", field);
        AddIf("url", Fields.HttpFullUrl);
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.EmailFrom, Fields.EmailTo]) AddIf("email-addr", field);
        if (e.TryGet(Fields.SourceIp, out _) || e.TryGet(Fields.DestinationIp, out _)) objects.Add(("network-traffic", Fields.SourceIp));
        if (e.TryGet(Fields.FileHash, out _) || e.TryGet(Fields.FileName, out _) || e.TryGet(Fields.FilePath, out _)) objects.Add(("file", Fields.FileName));
        if (e.TryGet(Fields.ProcessHash, out _) || e.TryGet(Fields.ProcessPath, out _)) objects.Add(("file", Fields.ProcessPath));
        if (e.TryGet(Fields.CommandLine, out _) || e.TryGet(Fields.ProcessName, out _) || e.TryGet(Fields.ProcessPath, out _)) objects.Add(("process", Fields.ProcessName));
        AddIf("user-account", Fields.UserName);
        AddIf("windows-registry-key", Fields.RegistryKey);
        if (e.TryGet(Fields.TlsSubject, out _) || e.TryGet(Fields.TlsFingerprint, out _)) objects.Add(("x509-certificate", Fields.TlsSubject));
        if (e.TryGet(Fields.EmailSubject, out _)) objects.Add(("email-message", Fields.EmailSubject));
    }

    public bool HasAny(HashSet<string> types)
    {
        foreach (var (type, _) in objects)
            if (types.Contains(type)) return true;
        return false;
    }

    public string TypeOf(int number) => objects[number].Type;

    public void Read(int number, ObjectPath path, ICollection<StixValue> values)
    {
        var (type, field) = objects[number];
        var name = path.Canonical;
        name = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        switch (type, name)
        {
            case ("ipv4-addr" or "ipv6-addr" or "domain-name" or "url" or "email-addr", "value"): Text(field, values); break;
            case ("network-traffic", "src_ref.value"): Text(Fields.SourceIp, values); break;
            case ("network-traffic", "dst_ref.value"):
                Text(Fields.DestinationIp, values);
                Text(Fields.DestinationHost, values);
                break;
            case ("network-traffic", "src_ref.type"): Type(Fields.SourceIp, values); break;
            case ("network-traffic", "dst_ref.type"): Type(Fields.DestinationIp, values); break;
            case ("network-traffic", "src_port"): Number(Fields.SourcePort, values); break;
            case ("network-traffic", "dst_port"): Number(Fields.DestinationPort, values); break;
            case ("network-traffic", "src_byte_count"): Number(Fields.BytesOut, values); break;
            case ("network-traffic", "dst_byte_count"): Number(Fields.BytesIn, values); break;
            case ("network-traffic", "protocols[*]" or "protocols[0]"):
                Text(Fields.Protocol, values);
                Text(Fields.AppName, values);
                break;
            case ("network-traffic", "extensions.http-request-ext.request_method"): Text(Fields.HttpMethod, values); break;
            case ("network-traffic", "extensions.http-request-ext.request_value"): Text(Fields.HttpUrl, values); break;
            case ("network-traffic", "extensions.http-request-ext.request_header.User-Agent"): Text(Fields.HttpAgent, values); break;
            case ("file", "name"):
                Text(field == Fields.FileName ? Fields.FileName : Fields.ProcessFile, values);
                if (values.Count == 0) Last(field == Fields.FileName ? Fields.FilePath : Fields.ProcessPath, values);
                break;
            case ("file", "size") when field == Fields.FileName: Number(Fields.FileSize, values); break;
            case ("file", _) when name.StartsWith("hashes.", StringComparison.Ordinal): Digest(name[7..], field == Fields.FileName ? Fields.FileHash : Fields.ProcessHash, values); break;
            case ("process", "command_line"): Text(Fields.CommandLine, values); break;
            case ("process", "name"): Text(Fields.ProcessName, values); break;
            case ("process", "pid"): Number(Fields.ProcessId, values); break;
            case ("process", "image_ref.name"): Last(Fields.ProcessPath, values); break;
            case ("process", "parent_ref.command_line"): Text(Fields.ParentCommandLine, values); break;
            case ("user-account", "account_login" or "user_id" or "display_name"): Text(Fields.UserName, values); break;
            case ("windows-registry-key", "key"): Text(Fields.RegistryKey, values); break;
            case ("windows-registry-key", "values[*].name"): Text(Fields.RegistryValueName, values); break;
            case ("windows-registry-key", "values[*].data"): Text(Fields.RegistryValueData, values); break;
            case ("x509-certificate", "subject"): Text(Fields.TlsSubject, values); break;
            case ("x509-certificate", "issuer"): Text(Fields.TlsIssuer, values); break;
            case ("x509-certificate", "serial_number"): Text(Fields.TlsSerial, values); break;
            case ("x509-certificate", _) when name.StartsWith("hashes.", StringComparison.Ordinal): Digest(name[7..], Fields.TlsFingerprint, values); break;
            case ("email-message", "subject"): Text(Fields.EmailSubject, values); break;
            case ("email-message", "from_ref.value"): Text(Fields.EmailFrom, values); break;
            // What the event model does not know is not there: the comparison is false.
            default: break;
        }
    }

    private static string? AddressType(ReadOnlySpan<byte> text) =>
        SourceAddress.TryRead(text, out var address) ? SourceAddress.IsV4(address) ? "ipv4-addr" : "ipv6-addr" : null;

    private void AddIf(string type, FieldId field)
    {
        if (e.TryGet(field, out var value) && !value.IsEmpty) objects.Add((type, field));
    }

    private void Text(FieldId field, ICollection<StixValue> values)
    {
        if (e.TryGet(field, out var value) && !value.IsEmpty) values.Add(new StixValue.Text(Encoding.UTF8.GetString(value)));
    }

    private void Type(FieldId field, ICollection<StixValue> values)
    {
        if (e.TryGet(field, out var value) && AddressType(value) is { } type) values.Add(new StixValue.Text(type));
    }

    private void Number(FieldId field, ICollection<StixValue> values)
    {
        if (e.TryGet(field, out var value) && double.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) values.Add(new StixValue.Number(number));
    }

    /// <summary>The file's name out of a path of either kind.</summary>
    private void Last(FieldId field, ICollection<StixValue> values)
    {
        if (e.TryGet(field, out var value) && value[(value.LastIndexOfAny("/\\"u8) + 1)..] is { Length: > 0 } name) values.Add(new StixValue.Text(Encoding.UTF8.GetString(name)));
    }

    /// <summary>
    /// The digest whose length is that of the algorithm asked for: the value itself, or one of a list as Sysmon writes it (MD5=..,SHA256=..,IMPHASH=..; the import
    /// hash, as long as an MD5, is none of a file). Patterns write it in any case, the comparison does not fold: both are given.
    /// </summary>
    private void Digest(string algorithm, FieldId field, ICollection<StixValue> values)
    {
        var length = algorithm switch { "MD5" => 32, "SHA-1" => 40, "SHA-256" => 64, "SHA-512" => 128, _ => 0 };
        if (!e.TryGet(field, out var value)) return;
        foreach (var range in value.Split((byte)','))
        {
            var one = value[range];
            var equals = one.IndexOf((byte)'=');
            var digest = one[(equals + 1)..];
            if (digest.Length != length || (equals >= 0 && Ascii.EqualsIgnoreCase(one[..equals], "IMPHASH"u8))) continue;
            var text = Encoding.UTF8.GetString(digest);
            values.Add(new StixValue.Text(text.ToLowerInvariant()));
            values.Add(new StixValue.Text(text.ToUpperInvariant()));
        }
    }
}
