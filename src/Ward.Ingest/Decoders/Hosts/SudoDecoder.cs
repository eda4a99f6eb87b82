namespace Ward.Ingest.Decoders.Hosts;

/// <summary>
/// sudo: "USER : [REASON ; ]TTY=.. ; PWD=.. ; USER=.. ; COMMAND=..". Directory and command are the caller's own text: where a part name stands
/// more than once, only the command as a whole is believed.
/// </summary>
internal sealed class SudoDecoder : IDecoder
{
    private const int Launch = 1, Switch = 7, Success = 1, Failure = 2;
    private static readonly LogSource Command = new("process_creation", "linux", "sudo"), Source = new("", "linux", "sudo");

    public DecoderCard Card { get; } = new("sudo", "sudo", "1.9.13p3 seen", LineShape.Text,
        "Mar  1 11:59:58 gate sudo:      ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow")
    {
        Programs = ["sudo"],
        Verified = "sudo 1.9.13p3 run: wrong password, not allowed, not in sudoers, without a terminal",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("sudo"u8)) return false;
        if (PamDecoder.TryDecode(message, header.App, Source, into))
        {
            Text.SetHeader(into, header, message);
            return true;
        }

        if (!TryDecodeOwn(message.Trim((byte)' '), into)) return false;
        Text.SetSpeaker(into, header, message);
        return true;
    }

    private static bool TryDecodeOwn(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "pam_"u8) || !Words.TryTakeTo(ref text, " : "u8, out var caller) || caller.Length == 0 || caller.Contains((byte)' ')) return false;
        into.Set(Fields.ActorUser, caller);
        if (Text.TryTake(ref text, "(command continued) "u8))
        {
            into.Is(EventClass.ProcessActivity, 99, Success, Command).Set(Fields.CommandLine, text).Set(Fields.StatusDetail, "command continued"u8);
            return Provided(into);
        }

        ReadOnlySpan<byte> reason = default;
        if (!IsPart(text) && !Words.TryTakeTo(ref text, " ; "u8, out reason))
        {
            reason = text;
            text = default;
        }

        var whole = text;
        var command = Words.TryTakeTo(ref text, "COMMAND="u8, out var parts) ? text : default;
        var plain = Words.Once(whole, "COMMAND="u8) && Words.Once(whole, "USER="u8);
        if (command.Length == 0 && reason.Length == 0) return false;
        if (command.Length > 0) SetCommand(command, plain, into);
        if (plain) SetParts(parts, into);

        // A refused password says nothing of a process; a refused command is one that did not start.
        var password = Text.Says(reason, "password"u8) || Text.Says(reason, "sudoers"u8);
        if (reason.Length > 0) into.Set(Fields.StatusDetail, reason);
        if (password) into.Is(EventClass.Authentication, Switch, Failure, Source);
        else if (command.Length > 0) into.Is(EventClass.ProcessActivity, Launch, reason.Length > 0 ? Failure : Success, Command);
        else into.Is(EventClass.Authentication, Switch, Failure, Source);
        return Provided(into);
    }

    private static void SetCommand(ReadOnlySpan<byte> command, bool plain, EventBuilder into)
    {
        into.Set(Fields.CommandLine, command);
        if (!plain) return;
        var rest = command;
        var path = Words.Take(ref rest);
        if (path.Length > 0 && path[0] == '/') into.Set(Fields.ProcessPath, path);
    }

    private static void SetParts(ReadOnlySpan<byte> parts, EventBuilder into)
    {
        while (parts.Length > 0)
        {
            if (!Words.TryTakeTo(ref parts, " ; "u8, out var part))
            {
                part = parts;
                parts = default;
            }

            if (part.IndexOf((byte)'=') is not (> 0 and var equals)) continue;
            var name = part[..equals];
            var value = part[(equals + 1)..];
            if (name.SequenceEqual("TTY"u8)) into.Set(Fields.SessionTerminal, value);
            else if (name.SequenceEqual("PWD"u8)) into.Set(Fields.ProcessDirectory, value);
            else if (name.SequenceEqual("USER"u8)) into.Set(Fields.ProcessUser, value).Set(Fields.UserName, value);
            else into.SetUnmapped(name, value);
        }
    }

    private static bool IsPart(ReadOnlySpan<byte> text) => text.StartsWith("TTY="u8) || text.StartsWith("PWD="u8) || text.StartsWith("USER="u8) || text.StartsWith("COMMAND="u8) || text.StartsWith("HOST="u8);

    private static bool Provided(EventBuilder into)
    {
        into.Set(Fields.LogProvider, "sudo"u8);
        return true;
    }
}
