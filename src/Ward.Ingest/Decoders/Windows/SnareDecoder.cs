using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// Windows events as Snare sends them over syslog: tab-separated parts, the rendered message among them. The message's labels are turned
/// into the names of the event's data. The command line is what a user typed, and stands last: what follows its label is all its own.
/// </summary>
internal sealed class SnareDecoder : IDecoder
{
    private const int Parts = 14;

    private static readonly NameMap<MemberName> Labels = new(
        [.. Rows(("New Process ID", "NewProcessId"), ("New Process Name", "NewProcessName"), ("Creator Process ID", "ProcessId"), ("Creator Process Name", "ParentProcessName"), ("Token Elevation Type", "TokenElevationType"),
            ("Mandatory Label", "MandatoryLabel"), ("Process Command Line", "CommandLine"), ("Logon Type", "LogonType"), ("Workstation Name", "WorkstationName"), ("Source Workstation", "Workstation"),
            ("Source Network Address", "IpAddress"), ("Network Address", "IpAddress"), ("Client Address", "IpAddress"), ("Source Address", "IpAddress"), ("Source Port", "IpPort"), ("Client Port", "IpPort"), ("Port", "IpPort"),
            ("Logon Process", "LogonProcessName"), ("Authentication Package", "AuthenticationPackageName"), ("Status", "Status"), ("Sub Status", "SubStatus"), ("Failure Reason", "FailureReason"), ("Failure Code", "Status"),
            ("Result Code", "Status"), ("Error Code", "Status"), ("Process Name", "ProcessName"), ("Caller Process Name", "ProcessName"), ("Process ID", "ProcessId"), ("Service Name", "ServiceName"),
            ("Service File Name", "ImagePath"), ("Task Name", "TaskName"), ("Share Name", "ShareName"), ("Relative Target Name", "RelativeTargetName"), ("Object Name", "ObjectName"), ("Object Type", "ObjectType"),
            ("Privileges", "PrivilegeList"))]);

    private static readonly NameMap<MemberName> SubjectLabels = new(
        [.. Rows(("Security ID", "SubjectUserSid"), ("Account Name", "SubjectUserName"), ("Account Domain", "SubjectDomainName"), ("Logon ID", "SubjectLogonId"))]);

    private static readonly NameMap<MemberName> TargetLabels = new(
        [.. Rows(("Security ID", "TargetUserSid"), ("Account Name", "TargetUserName"), ("Account Domain", "TargetDomainName"), ("Logon ID", "TargetLogonId"), ("Group Name", "TargetUserName"))]);

    private readonly MemberTable table = new();
    private readonly WindowsWriter writer = new();

    public DecoderCard Card { get; } = new("snare", "Windows events by Snare over syslog", "the agent's tab-separated form by its guide", LineShape.Text,
        "<131>Mar  1 11:59:58 desk-7 MSWinEventLog\t1\tSecurity\t512\tSun Mar 01 11:59:58 2026\t4688\tMicrosoft-Windows-Security-Auditing\tCITY\\ann\tN/A\tSuccess Audit\tdesk-7\tProcess Creation\t\tA new process has been created.    Creator Subject:   Security ID:  S-1-5-18   Account Name:  ann   Account Domain:  CITY    Process Information:   New Process ID:  0x53e9   New Process Name: C:\\Windows\\System32\\whoami.exe   Process Command Line: whoami /all\t7")
    {
        Verified = "rsigma lane raw_windows",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var start = message.IndexOf("MSWinEventLog\t"u8);
        // The header's reader may have taken the word for the program's name.
        var parts = start >= 0 && start <= 256 ? message[(start + "MSWinEventLog\t".Length)..] : header.App.SequenceEqual("MSWinEventLog"u8) ? message.TrimStart((byte)'\t') : default;
        if (parts.Length == 0) return false;
        table.Clear();
        if (!TrySplit(parts)) return false;
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        return writer.TryWrite(table, WindowsNames.Xml, into);
    }

    private bool TrySplit(ReadOnlySpan<byte> parts)
    {
        var number = 0;
        foreach (var range in parts.Split((byte)'\t'))
        {
            var part = parts[range];
            switch (++number)
            {
                case 2: table.Add("Channel"u8, part); break;
                case 3: table.Add("EventRecordID"u8, part); break;
                case 5: table.Add("EventID"u8, part); break;
                case 6: table.Add("Provider_Name"u8, part); break;
                case 7: table.Add("Snare_User"u8, part); break;
                case 9: table.Add("Keywords"u8, part); break;
                case 10: table.Add("Computer"u8, part); break;
                case 11: table.Add("Task"u8, part); break;
                case 13:
                    table.Add("Message"u8, part);
                    TakeLabels(part);
                    break;
                default: break;
            }
        }

        return number >= Parts - 1;
    }

    /// <summary>Pieces stand apart by two or more blanks: a heading "Subject:", a label "Account Name:" with its value in the next piece, or both in one.</summary>
    private void TakeLabels(ReadOnlySpan<byte> text)
    {
        var names = SubjectLabels;
        ReadOnlySpan<byte> label = default;
        while (text.Length > 0)
        {
            if (text.StartsWith("Process Command Line:"u8))
            {
                table.Add("CommandLine"u8, text["Process Command Line:".Length..].Trim((byte)' '));
                return;
            }

            var end = text.IndexOf("  "u8);
            var piece = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[end..].TrimStart((byte)' ');
            var colon = piece.IndexOf((byte)':');
            if (label.Length > 0 && !piece.EndsWith(":"u8))
            {
                Add(label, piece, names);
                label = default;
            }
            else if (piece.EndsWith(":"u8))
            {
                if (IsSubject(piece)) names = SubjectLabels;
                else if (IsTarget(piece)) names = TargetLabels;
                // A heading that is no label has no value: what follows it is the first of its labels.
                label = names.TryFind(piece[..^1], out _) || Labels.TryFind(piece[..^1], out _) ? piece[..^1] : default;
            }
            else if (colon > 0 && colon + 1 < piece.Length && piece[colon + 1] == ' ')
            {
                Add(piece[..colon], piece[(colon + 2)..], names);
            }
        }
    }

    private void Add(ReadOnlySpan<byte> label, ReadOnlySpan<byte> value, NameMap<MemberName> section)
    {
        if (section.TryFind(label, out var name) || Labels.TryFind(label, out name)) table.Add(name.Utf8, value);
    }

    private static bool IsSubject(ReadOnlySpan<byte> heading) => heading.SequenceEqual("Subject:"u8) || heading.SequenceEqual("Creator Subject:"u8);

    private static bool IsTarget(ReadOnlySpan<byte> heading) =>
        heading.SequenceEqual("New Logon:"u8) || heading.SequenceEqual("Target Subject:"u8) || heading.SequenceEqual("Account For Which Logon Failed:"u8) || heading.SequenceEqual("Target Account:"u8)
        || heading.SequenceEqual("New Account:"u8) || heading.SequenceEqual("Account Whose Credentials Were Used:"u8) || heading.SequenceEqual("Account Information:"u8) || heading.SequenceEqual("Group:"u8);

    private static IEnumerable<(string, MemberName)> Rows(params (string Label, string Name)[] rows) => rows.Select(r => (r.Label, new MemberName(r.Name)));
}
