namespace Ward.Ingest.Decoders.Hosts;

/// <summary>
/// What System V init scripts and old daemons say of their own start and end: "httpd startup succeeded", "syslogd 1.4.1: restart.",
/// and logrotate's alarm about a failed run. Old, but still found on controllers and recorders that nobody replaces.
/// </summary>
internal sealed class InitScriptDecoder : IDecoder
{
    private const int Start = 3, Stop = 4, Restart = 5, Success = 1, Failure = 2;
    private static readonly LogSource Source = new("", "linux", "syslog");

    public DecoderCard Card { get; } = new("initscript", "Services started and stopped by System V init scripts; syslogd; logrotate", "Red Hat initscripts 7 by loghub", LineShape.Text,
        "Mar  1 11:59:58 gate cups: cupsd shutdown succeeded")
    {
        Verified = "loghub Linux_2k",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Trim((byte)' ');
        if (header.App.Length == 0 || !TryRead(text, header.App, into)) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, header.App);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, ReadOnlySpan<byte> app, EventBuilder into)
    {
        if (app.SequenceEqual("logrotate"u8) && text.StartsWith("ALERT exited abnormally with ["u8))
        {
            Text.SetPresent(into, Fields.StatusCode, Words.Between(text, "["u8, "]"u8));
            return Write(app, 99, Failure, text, into);
        }

        // "syslogd 1.4.1: restart." has its version where a tag has its process id.
        if (app.SequenceEqual("syslogd"u8) && text.EndsWith(": restart."u8)) return Write(app, Restart, Success, "restart"u8, into);
        var status = Text.TryTakeEnd(ref text, " succeeded"u8) ? Success : Text.TryTakeEnd(ref text, " failed"u8) ? Failure : 0;
        if (status == 0) return false;
        var activity = Text.TryTakeEnd(ref text, " startup"u8) ? Start : Text.TryTakeEnd(ref text, " shutdown"u8) ? Stop : 0;
        return activity > 0 && text.Length > 0 && !text.Contains((byte)' ') && Write(text, activity, status, activity == Start ? "startup"u8 : "shutdown"u8, into);
    }

    private static bool Write(ReadOnlySpan<byte> service, int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.ApplicationLifecycle, activity, status, Source).Set(Fields.ServiceName, service).Set(Fields.AppName, service).Set(Fields.StatusDetail, detail);
        return true;
    }
}
