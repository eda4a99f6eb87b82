namespace Ward.Ingest.Decoders.Hosts;

/// <summary>su of util-linux and of shadow: who became whom, or tried.</summary>
internal sealed class SuDecoder : IDecoder
{
    private const int Switch = 7, Success = 1, Failure = 2;
    private static readonly LogSource Source = new("", "linux", "auth");

    public DecoderCard Card { get; } = new("su", "su of util-linux and shadow", "util-linux 2.38 seen; shadow 4.13 by its source", LineShape.Text,
        "Mar  1 11:59:58 gate su[42]: FAILED SU (to root) ann on pts/0")
    {
        Programs = ["su", "su-l"],
        Verified = "su of util-linux 2.38 run",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("su"u8) && !header.App.SequenceEqual("su-l"u8)) return false;
        if (!PamDecoder.TryDecode(message, header.App, Source, into) && !TryDecodeOwn(message.Trim((byte)' '), into)) return false;
        Text.SetHeader(into, header, message);
        return true;
    }

    private static bool TryDecodeOwn(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "FAILED SU (to "u8)) return To(text, Failure, into);
        if (Text.TryTake(ref text, "(to "u8)) return To(text, Success, into);
        if (Text.TryTake(ref text, "Successful su for "u8)) return By(text, Success, into);
        if (Text.TryTake(ref text, "FAILED su for "u8)) return By(text, Failure, into);
        if (Text.TryTake(ref text, "+ "u8)) return Signed(text, Success, into);
        return Text.TryTake(ref text, "- "u8) && Signed(text, Failure, into);
    }

    /// <summary>"TARGET) CALLER on TERMINAL".</summary>
    private static bool To(ReadOnlySpan<byte> text, int status, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, ") "u8, out var target) || !Words.TryTakeFromLast(ref text, " on "u8, out var terminal)) return false;
        return Write(target, text, terminal, status, into);
    }

    /// <summary>"TARGET by CALLER".</summary>
    private static bool By(ReadOnlySpan<byte> text, int status, EventBuilder into) =>
        Words.TryTakeFromLast(ref text, " by "u8, out var caller) && Write(text, caller, default, status, into);

    /// <summary>"TERMINAL CALLER:TARGET".</summary>
    private static bool Signed(ReadOnlySpan<byte> text, int status, EventBuilder into)
    {
        var terminal = Words.Take(ref text);
        return Words.TryTakeTo(ref text, ":"u8, out var caller) && !text.Contains((byte)' ') && Write(text, caller, terminal, status, into);
    }

    private static bool Write(ReadOnlySpan<byte> target, ReadOnlySpan<byte> caller, ReadOnlySpan<byte> terminal, int status, EventBuilder into)
    {
        into.Is(EventClass.Authentication, Switch, status, Source).Set(Fields.LogProvider, "su"u8).Set(Fields.ServiceName, "su"u8).Set(Fields.UserName, target);
        Text.SetPresent(into, Fields.ActorUser, caller);
        Text.SetPresent(into, Fields.SessionTerminal, terminal);
        return target.Length > 0;
    }
}
