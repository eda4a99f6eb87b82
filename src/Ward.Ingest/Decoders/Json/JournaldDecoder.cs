using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// An entry of systemd's journal as <c>journalctl -o json</c> exports it. The message is read as a line of the program that it names.
/// Fields that begin with an underscore are the journal's own word; a program's name is not, so nothing that a user without rights wrote
/// proves a source.
/// </summary>
internal sealed class JournaldDecoder : EnvelopeSource
{
    private static readonly MemberName RealTime = new("__REALTIME_TIMESTAMP"), SourceTime = new("_SOURCE_REALTIME_TIMESTAMP"), Message = new("MESSAGE"), Identifier = new("SYSLOG_IDENTIFIER");
    private static readonly MemberName Command = new("_COMM"), Host = new("_HOSTNAME"), ProcessId = new("_PID"), User = new("_UID");

    private static readonly FieldMap Map = new(
        ("MESSAGE", Fields.Message), ("_HOSTNAME", Fields.DeviceHost), ("SYSLOG_IDENTIFIER", Fields.ProcessName), ("_PID", Fields.ProcessId), ("_EXE", Fields.ProcessPath), ("_CMDLINE", Fields.CommandLine),
        ("_SYSTEMD_UNIT", Fields.ServiceName), ("PRIORITY", Fields.LogLevel), ("__CURSOR", Fields.EventUid));

    private static readonly LogSource Source = new("", "linux", "journald");

    public override DecoderCard Card { get; } = new("journald", "systemd journal entries as JSON", "systemd 252 to 257 by the export format's description", LineShape.Json,
        """{"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1772366398123456","_HOSTNAME":"gate","_UID":"0","_PID":"4242","_COMM":"sshd","SYSLOG_IDENTIFIER":"sshd","PRIORITY":"6","MESSAGE":"Failed password for root from 203.0.113.7 port 5022 ssh2"}""")
    {
        Envelope = true,
        Proves = "as the decoder that read the message, and only for root's own processes",
    };

    protected override bool Recognises(JsonTable table) => table.Has(RealTime) && table.Has(Message);

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        var time = Time(table, SourceTime, into) ?? Time(table, RealTime, into) ?? header.Time;
        // A message that is not text stands as an array of numbers: it is kept, and not read.
        var at = table.Find(Message);
        var text = table.IsNumber(at) ? default : table.ValueAt(at);
        var app = table.TryGet(Identifier, out var named) ? named : table.Value(Command);
        if (text.Length > 0 && TryOpen(text, time, table.Value(Host), app, table.Value(ProcessId), into))
        {
            Keep(table, Message, default, into);
            if (!table.Says(User, "0"u8)) into.Proven(false);
            return true;
        }

        into.Again();
        if (time is { } known) into.At(known);
        MemberWriter.Keep(table, Map, into);
        into.Is(EventClass.Base, 0, 0, Source);
        return Utf8Parser.TryParse(table.Value(RealTime), out ulong _, out _);
    }
}
