using System.Net;

namespace Ward.Server.Settings;

/// <summary>How the server was told to run.</summary>
public sealed record ServerOptions
{
    public const string DefaultListen = "http://127.0.0.1:7878";

    /// <summary>The configuration file, or null for the sample city.</summary>
    public string? Config { get; init; }

    /// <summary>The one folder that holds everything the server keeps. Made where it is missing.</summary>
    public required string State { get; init; }

    /// <summary>Where console and API are served. Default http://127.0.0.1:7878.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 7878, Tls: false);

    /// <summary>True where the command line named <see cref="Listen"/>: then the configuration's does not count.</summary>
    public bool ListenGiven { get; init; }

    /// <summary>A PKCS#12 file, or a PEM file that holds certificate and key; null for a self-signed one kept in the state folder.</summary>
    public string? Certificate { get; init; }

    /// <summary>The same, listening where the configuration says, unless the command line said otherwise.</summary>
    /// <exception cref="InvalidOperationException">It is an address at which Ward does not serve.</exception>
    public ServerOptions With(Uri configured) =>
        ListenGiven ? this
        : ListenAddress.TryRead(configured.ToString(), out var listen, out var error) ? this with { Listen = listen }
        : throw new InvalidOperationException($"listen: {error}");
}
