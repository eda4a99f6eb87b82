using System.Diagnostics.CodeAnalysis;
using Ward.Standards.OpenC2.Reading;

namespace Ward.Standards.OpenC2;

/// <summary>A command of the OpenC2 Language Specification 1.0, Committee Specification 02 (version 1.0.1), section 3.3.1. Immutable.</summary>
public sealed record OpenC2Command(
    OpenC2Action Action,
    OpenC2Target Target,
    OpenC2Args? Args,
    OpenC2Actuator? Actuator,
    string? CommandId)
{
    /// <summary>Reads one command strictly: unknown, doubled, empty or ill-typed members are refused with a reason that names the member.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, OpenC2Vocabulary vocabulary, [NotNullWhen(true)] out OpenC2Command? command, out string reason) =>
        JsonEntry.TryRead(utf8, vocabulary, static (r, e) => CommandReader.Read(r, e), out command, out reason);

    /// <summary>Canonical UTF-8 JSON: fixed member order, no spaces, a host without prefix.</summary>
    public byte[] Print() => Writing.CommandWriter.Print(this);
}
