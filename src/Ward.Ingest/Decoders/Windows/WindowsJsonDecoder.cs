using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>A Windows event as JSON: its XML turned member by member, or flat with System and data on one level, as NXLog and converters of event files write it.</summary>
internal sealed class WindowsJsonDecoder : JsonSource
{
    // A flat event is known by its id beside one of the names that Windows alone gives.
    private static readonly MemberName[] Marks = [new("Channel"), new("Provider_Name"), new("ProviderName"), new("SourceName"), new("Provider.Name"), new("Computer"), new("ComputerName"), new("ProcessGuid")];
    private readonly WindowsWriter writer = new();

    public override DecoderCard Card { get; } = new("windows-json", "Windows events as JSON: raw, flat, NXLog", "Windows 7 to 11, Server 2008 to 2022 and Sysmon 8 to 15 seen", LineShape.Json,
        """{"EventID":4625,"Channel":"Security","Computer":"desk-7.example.org","Provider_Name":"Microsoft-Windows-Security-Auditing","SystemTime":"2026-03-01T11:59:58.123Z","Keywords":"0x8010000000000000","TargetUserName":"ann","TargetDomainName":"CITY","LogonType":3,"IpAddress":"203.0.113.7","IpPort":"50122","WorkstationName":"-","Status":"0xc000006d"}""")
    {
        Verified = "sigma regression events (raw and flat), EVTX-ATTACK-SAMPLES (flat), rsigma lanes",
    };

    protected override bool Recognises(JsonTable table) => NamesOf(table) is not null;

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into) => writer.TryWrite(table, NamesOf(table)!, into);

    private static WindowsNames? NamesOf(JsonTable table)
    {
        foreach (var name in WindowsNames.Raw.EventId)
            if (table.Has(name)) return WindowsNames.Raw;
        foreach (var name in WindowsNames.Flat.EventId)
        {
            if (!table.Has(name)) continue;
            foreach (var mark in Marks)
                if (table.Has(mark)) return WindowsNames.Flat;
        }

        return null;
    }
}
