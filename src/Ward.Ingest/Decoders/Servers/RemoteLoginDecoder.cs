namespace Ward.Ingest.Decoders.Servers;

/// <summary>The old remote logins, klogind and login: still met on controllers and recorders that nobody replaces.</summary>
internal sealed class RemoteLoginDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "linux", "auth");

    public DecoderCard Card { get; } = new("remote-login", "klogind, login and display managers", "by loghub; login of shadow 4.13 by its source", LineShape.Text,
        "Mar  1 11:59:58 gate klogind[42]: Authentication failed from 203.0.113.7 (203.0.113.7): Software caused connection abort")
    {
        Programs = ["klogind", "login", "gdm-binary", "gdm"],
        Verified = "loghub Linux_2k",
        Proves = "yes in klogind's failures",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var klogind = header.App.SequenceEqual("klogind"u8);
        if (!klogind && !header.App.SequenceEqual("login"u8) && !header.App.StartsWith("gdm"u8)) return false;
        var text = message.Trim((byte)' ');
        if (!(klogind ? TryKlogind(text, into) : PamDecoder.TryDecode(text, header.App, Source, into) || TryLogin(text, into))) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, header.App).Set(Fields.ServiceName, header.App);
        return true;
    }

    private static bool TryKlogind(ReadOnlySpan<byte> text, EventBuilder into)
    {
        into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.AuthProtocol, "Kerberos"u8);
        if (text.SequenceEqual("Kerberos authentication failed"u8))
        {
            into.Set(Fields.StatusDetail, text);
            return true;
        }

        if (!Text.TryTake(ref text, "Authentication failed from "u8)) return false;
        var address = Words.Take(ref text);
        Text.SetSource(into, address);
        if (Words.TryTakeTo(ref text, "): "u8, out _)) into.Set(Fields.StatusDetail, text);
        into.Proven(Text.IsAddress(address));
        return address.Length > 0;
    }

    /// <summary>"FAILED LOGIN (2) on '/dev/tty1' FOR 'ann', REASON", "ROOT LOGIN on '/dev/tty1'", "Couldn't authenticate user".</summary>
    private static bool TryLogin(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.StartsWith("Couldn't authenticate user"u8))
        {
            into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.StatusDetail, text);
            return true;
        }

        if (text.StartsWith("FAILED LOGIN ("u8))
        {
            into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.StatusDetail, "FAILED LOGIN"u8);
            Text.SetPresent(into, Fields.SessionTerminal, Words.Between(text, " on '"u8, "'"u8));
            Text.SetPresent(into, Fields.UserName, Words.Between(text, " FOR '"u8, "'"u8));
            return true;
        }

        if (!text.StartsWith("ROOT LOGIN "u8)) return false;
        into.Is(EventClass.Authentication, 1, 1, Source).Set(Fields.UserName, "root"u8).Set(Fields.StatusDetail, "ROOT LOGIN"u8);
        Text.SetPresent(into, Fields.SessionTerminal, Words.Between(text, "on '"u8, "'"u8));
        return true;
    }
}
