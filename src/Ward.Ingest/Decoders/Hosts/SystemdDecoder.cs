namespace Ward.Ingest.Decoders.Hosts;

/// <summary>systemd's manager (units that start, stop and fail) and systemd-logind (sessions, power).</summary>
internal sealed class SystemdDecoder : IDecoder
{
    private const int Start = 3, Stop = 4, Restart = 5, Other = 99, Success = 1, Failure = 2;
    private static readonly LogSource Source = new("", "linux", "syslog"), Sessions = new("", "linux", "auth");

    public DecoderCard Card { get; } = new("systemd", "systemd and systemd-logind", "252 by its source and journal", LineShape.Text,
        "Mar  1 11:59:58 gate systemd[1]: ssh.service: Failed with result 'exit-code'.")
    {
        Programs = ["systemd", "systemd-logind"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var logind = header.App.SequenceEqual("systemd-logind"u8);
        if (!logind && !header.App.SequenceEqual("systemd"u8)) return false;
        if (!(logind ? TrySession(message, into) : TryUnit(message, into) || PamDecoder.TryDecode(message, header.App, Sessions, into))) return false;
        Text.SetHeader(into, header, message);
        if (!into.Event.TryGet(Fields.LogProvider, out _)) into.Set(Fields.LogProvider, header.App);
        return true;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "Failed to start "u8) || Text.TryTake(ref text, "Failed to mount "u8) || Text.TryTake(ref text, "Dependency failed for "u8))
            return Unit(text, Start, Failure, "failed to start"u8, into);
        if (Text.TryTake(ref text, "Started "u8) || Text.TryTake(ref text, "Finished "u8) || Text.TryTake(ref text, "Mounted "u8) || Text.TryTake(ref text, "Listening on "u8)
            || Text.TryTake(ref text, "Reached target "u8) || Text.TryTake(ref text, "Created slice "u8) || Text.TryTake(ref text, "Activated "u8)) return Unit(text, Start, Success, "started"u8, into);
        if (Text.TryTake(ref text, "Stopped target "u8) || Text.TryTake(ref text, "Stopped "u8) || Text.TryTake(ref text, "Closed "u8) || Text.TryTake(ref text, "Unmounted "u8)
            || Text.TryTake(ref text, "Removed slice "u8) || Text.TryTake(ref text, "Deactivated "u8)) return Unit(text, Stop, Success, "stopped"u8, into);
        if (Text.TryTake(ref text, "Reloaded "u8)) return Unit(text, Other, Success, "reloaded"u8, into);
        if (Text.TryTake(ref text, "Starting "u8) || Text.TryTake(ref text, "Mounting "u8)) return Unit(text, Other, 0, "starting"u8, into);
        if (Text.TryTake(ref text, "Stopping "u8) || Text.TryTake(ref text, "Unmounting "u8)) return Unit(text, Other, 0, "stopping"u8, into);
        if (Text.TryTake(ref text, "Reloading "u8)) return Unit(text, Other, 0, "reloading"u8, into);
        return Words.TryTakeTo(ref text, ": "u8, out var unit) && IsUnit(unit) && OfUnit(unit, text, into);
    }

    /// <summary>"UNIT: what became of it".</summary>
    private static bool OfUnit(ReadOnlySpan<byte> unit, ReadOnlySpan<byte> what, EventBuilder into)
    {
        var (activity, status) = what switch
        {
            _ when what.StartsWith("Failed with result "u8) || what.StartsWith("Start request repeated too quickly"u8) || what.StartsWith("Unit entered failed state"u8) => (Stop, Failure),
            _ when what.StartsWith("Main process exited"u8) || what.StartsWith("Control process exited"u8) => (Stop, what.IndexOf("status=0/"u8) < 0 ? Failure : Success),
            _ when what.StartsWith("Failed "u8) || what.StartsWith("Killing process "u8) || what.StartsWith("A process of this unit has been killed"u8) => (Other, Failure),
            _ when what.StartsWith("Succeeded."u8) || what.StartsWith("Deactivated successfully"u8) => (Stop, Success),
            _ when what.StartsWith("Scheduled restart job"u8) || what.StartsWith("Service RestartSec="u8) => (Restart, Success),
            _ when what.StartsWith("Consumed "u8) => (Other, 0),
            _ => (-1, 0),
        };
        if (activity < 0) return false;
        if (Words.Between(what, "status="u8, "/"u8) is { Length: > 0 } code && Words.IsNumber(code)) into.Set(Fields.ExitCode, code);
        return Write(unit, activity, status, what, into);
    }

    /// <summary>"UNIT - DESCRIPTION" as 250 and later write, or the description alone.</summary>
    private static bool Unit(ReadOnlySpan<byte> text, int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        text = text.TrimEnd((byte)'.');
        var name = text.IndexOf(" - "u8) is > 0 and var dash && IsUnit(text[..dash]) ? text[..dash] : text;
        return name.Length > 0 && Write(name, activity, status, detail, into);
    }

    private static bool Write(ReadOnlySpan<byte> unit, int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.ApplicationLifecycle, activity, status, Source).Set(Fields.ServiceName, unit).Set(Fields.AppName, unit).Set(Fields.StatusDetail, detail);
        return true;
    }

    private static bool TrySession(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "New session "u8))
        {
            var session = Words.Take(ref text);
            if (!Words.TryTakeTo(ref text, "of user "u8, out _)) return false;
            // Newer releases go on with the session's class and type.
            return Session(session, 1, Words.Take(ref text).TrimEnd((byte)'.'), "new session"u8, into);
        }

        if (Text.TryTake(ref text, "Removed session "u8)) return Session(text.TrimEnd((byte)'.'), 2, default, "removed session"u8, into);
        if (Text.TryTake(ref text, "Session "u8)) return text.IndexOf(" logged out"u8) is > 0 and var at && Session(text[..at], 2, default, "logged out"u8, into);
        var power = text switch
        {
            _ when text.StartsWith("System is rebooting"u8) || text.StartsWith("The system will reboot"u8) => 5,
            _ when text.StartsWith("System is powering down"u8) || text.StartsWith("System is halting"u8) || text.StartsWith("The system will power off"u8) || text.StartsWith("Power key pressed"u8) => 2,
            _ when text.StartsWith("Suspending"u8) || text.StartsWith("The system will suspend"u8) => 3,
            _ => -1,
        };
        if (power < 0) return false;
        into.Is(EventClass.DevicePowerStateActivity, power, 0, Source).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool Session(ReadOnlySpan<byte> session, int activity, ReadOnlySpan<byte> user, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.Authentication, activity, Success, Sessions).Set(Fields.SessionUid, session).Set(Fields.StatusDetail, detail).Set(Fields.ServiceName, "systemd-logind"u8);
        Text.SetPresent(into, Fields.UserName, user);
        return session.Length > 0;
    }

    private static bool IsUnit(ReadOnlySpan<byte> name) =>
        !name.Contains((byte)' ') && name.LastIndexOf((byte)'.') is > 0 and var dot && name[(dot + 1)..] is var kind
        && (kind.SequenceEqual("service"u8) || kind.SequenceEqual("socket"u8) || kind.SequenceEqual("target"u8) || kind.SequenceEqual("mount"u8) || kind.SequenceEqual("timer"u8)
            || kind.SequenceEqual("slice"u8) || kind.SequenceEqual("scope"u8) || kind.SequenceEqual("path"u8) || kind.SequenceEqual("device"u8) || kind.SequenceEqual("swap"u8) || kind.SequenceEqual("automount"u8));
}
