using System.Security.Cryptography;
using System.Text;

namespace Ward.Standards.OpenC2.Profiles;

/// <summary>
/// How both ends of an enrolment prove that they know the one-time code without sending it: HMAC-SHA256 under the code,
/// over a label for the side and everything that a man in the middle would have to change. Parts are length-prefixed,
/// so no two lists of parts have the same bytes. The code has 128 random bits, so guessing off-line is hopeless.
/// </summary>
public static class EnrolmentProof
{
    /// <summary>The agent's proof: over its TLS public key, both nonces and its certificate request.</summary>
    public static byte[] OfAgent(byte[] code, byte[] tlsKey, byte[] serverNonce, byte[] agentNonce, byte[] request) =>
        Mac(code, "ward-enrolment-1 agent", tlsKey, serverNonce, agentNonce, request);

    /// <summary>The server's proof: over the same, and what it hands over.</summary>
    public static byte[] OfServer(byte[] code, byte[] tlsKey, byte[] serverNonce, byte[] agentNonce, byte[] request, byte[] certificate, byte[] authority) =>
        Mac(code, "ward-enrolment-1 server", tlsKey, serverNonce, agentNonce, request, certificate, authority);

    private static byte[] Mac(byte[] code, string label, params ReadOnlySpan<byte[]> parts)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, code);
        Append(mac, Encoding.ASCII.GetBytes(label));
        foreach (var part in parts)
            Append(mac, part);
        return mac.GetHashAndReset();
    }

    private static void Append(IncrementalHash mac, byte[] part)
    {
        Span<byte> length = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        mac.AppendData(length);
        mac.AppendData(part);
    }
}
