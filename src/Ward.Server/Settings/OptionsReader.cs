namespace Ward.Server.Settings;

/// <summary>Reads the command line. Unknown or repeated options are errors, so a typing mistake never runs another server than was meant.</summary>
public static class OptionsReader
{
    public const string Usage = """
        Ward.Server [options]
          --config FILE        feeds, mandates and elements; without it the sample city is watched
          --city FILE          the city model, where the configuration does not name it
          --state DIR          the folder that holds everything Ward keeps (default: ./.ward)
          --listen URL         where console and API are served (default: http://127.0.0.1:7878)
          --certificate FILE   PKCS#12 or PEM with key, for https; without it a self-signed one is made and kept
          --help               this text
        """;

    /// <summary>False with what is wrong, one sentence, where the line cannot be obeyed as it is.</summary>
    public static bool TryRead(IReadOnlyList<string> arguments, out ServerOptions options, out string error)
    {
        options = new ServerOptions { State = ".ward" };
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (!given.Add(name))
            {
                error = $"{name} is given twice";
                return false;
            }

            if (name is not ("--config" or "--city" or "--state" or "--listen" or "--certificate"))
            {
                error = $"unknown option '{name}'";
                return false;
            }

            value ??= i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : null;
            if (string.IsNullOrWhiteSpace(value))
            {
                error = $"{name} needs a value";
                return false;
            }

            if (name is "--config" or "--city" or "--certificate" && !File.Exists(value))
            {
                error = $"{name}: there is no file '{value}'";
                return false;
            }

            if (name == "--listen")
            {
                if (!ListenAddress.TryRead(value, out var listen, out error)) return false;
                options = options with { Listen = listen };
                continue;
            }

            options = name switch
            {
                "--config" => options with { Config = Path.GetFullPath(value) },
                "--city" => options with { City = Path.GetFullPath(value) },
                "--state" => options with { State = value },
                _ => options with { Certificate = Path.GetFullPath(value) },
            };
        }

        if (options is { Certificate: not null, Listen.Tls: false })
        {
            error = "--certificate needs an https --listen";
            return false;
        }

        options = options with { State = Path.GetFullPath(options.State) };
        error = "";
        return true;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }
}
