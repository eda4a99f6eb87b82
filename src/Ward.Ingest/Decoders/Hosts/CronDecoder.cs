namespace Ward.Ingest.Decoders.Hosts;

/// <summary>cron and crontab: "(USER) WORD (WHAT)". The command behind CMD is the user's own text and stands last.</summary>
internal sealed class CronDecoder : IDecoder
{
    private const int Update = 2, Delete = 3, Start = 6;
    private static readonly LogSource Source = new("", "linux", "cron");

    public DecoderCard Card { get; } = new("cron", "cron, cronie and crontab", "Debian cron 3.0 seen; cronie 1.6 by its source", LineShape.Text,
        "Mar  1 11:59:58 gate CRON[42]: (root) CMD (/usr/local/bin/backup --all)")
    {
        Programs = ["CRON", "cron", "crond", "CROND", "crontab", "anacron", "/usr/sbin/cron", "/USR/SBIN/CRON"],
        Verified = "Debian cron 3.0pl1 run",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var known = false;
        foreach (var program in Programs) known |= header.App.SequenceEqual(program);
        if (!known || !(PamDecoder.TryDecode(message, header.App, Source, into) || TryEntry(message, into) || TryAnacron(message, header.App, into))) return false;
        Text.SetHeader(into, header, message);
        if (!into.Event.TryGet(Fields.LogProvider, out _)) into.Set(Fields.LogProvider, "cron"u8);
        return true;
    }

    private static ReadOnlySpan<byte[]> Programs => Known;

    private static readonly byte[][] Known = [.. "CRON cron crond CROND crontab anacron /usr/sbin/cron /USR/SBIN/CRON".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    private static bool TryEntry(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "("u8) || !Words.TryTakeTo(ref text, ") "u8, out var user)) return false;
        if (!Words.TryTakeTo(ref text, " ("u8, out var word) || !Text.TryTakeEnd(ref text, ")"u8) || word.Length == 0 || word.Length > 40) return false;
        var command = word.SequenceEqual("CMD"u8) || word.SequenceEqual("CMDOUT"u8) || word.SequenceEqual("CMDEND"u8);
        var (activity, status) = word switch
        {
            _ when word.SequenceEqual("CMD"u8) => (Start, 1),
            _ when word.SequenceEqual("REPLACE"u8) || word.SequenceEqual("END EDIT"u8) || word.SequenceEqual("RELOAD"u8) => (Update, 1),
            _ when word.SequenceEqual("DELETE"u8) => (Delete, 1),
            _ when Text.Says(word, "error"u8) || Text.Says(word, "fail"u8) || Text.Says(word, "denied"u8) || Text.Says(word, "wrong"u8) || Text.Says(word, "bad"u8) => (99, 2),
            _ => (99, 0),
        };
        into.Is(EventClass.ScheduledJobActivity, activity, status, Source).Set(Fields.UserName, user).Set(Fields.StatusDetail, word);
        into.Set(command ? Fields.JobCommand : Fields.JobName, text);
        if (command) into.Set(Fields.CommandLine, text);
        return user.Length > 0;
    }

    /// <summary>"Job `cron.daily' started" and "Job `cron.daily' terminated".</summary>
    private static bool TryAnacron(ReadOnlySpan<byte> text, ReadOnlySpan<byte> app, EventBuilder into)
    {
        if (!app.SequenceEqual("anacron"u8) || !Text.TryTake(ref text, "Job `"u8) || !Words.TryTakeTo(ref text, "' "u8, out var job)) return false;
        into.Is(EventClass.ScheduledJobActivity, text.StartsWith("started"u8) ? Start : 99, text.StartsWith("started"u8) ? 1 : 0, Source).Set(Fields.JobName, job).Set(Fields.StatusDetail, text);
        return true;
    }
}
