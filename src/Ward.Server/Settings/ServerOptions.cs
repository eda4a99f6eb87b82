using System.Net;

namespace Ward.Server.Settings;

/// <summary>How the server was told to run.</summary>
public sealed record ServerOptions
{
    public const string DefaultListen = "http://127.0.0.1:7878";

    /// <summary>The configuration file, or null for the sample city.</summary>
    public string? Config { get; init; }

    /// <summary>The city file, or null where the configuration names it.</summary>
    public string? City { get; init; }

    /// <summary>The one folder that holds everything the server keeps. Made where it is missing.</summary>
    public required string State { get; init; }

    /// <summary>Where console and API are served. Default http://127.0.0.1:7878.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 7878, Tls: false);

    /// <summary>A PKCS#12 file, or a PEM file that holds certificate and key; null for a self-signed one kept in the state folder.</summary>
    public string? Certificate { get; init; }
}
