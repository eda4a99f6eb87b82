using QRCoder;

namespace Ward.Server.Application.Accounts;

/// <summary>What an authenticator app needs: as a picture and as text.</summary>
/// <param name="Picture">data: address of a PNG.</param>
/// <param name="Key">Base32, in groups of four.</param>
public sealed record Enrolment(string Picture, string Key, Uri Uri)
{
    /// <summary>otpauth://totp, as authenticator apps read it: SHA-1, 6 digits, 30 s (RFC 6238 defaults).</summary>
    public static Enrolment Of(string name, string key)
    {
        var uri = $"otpauth://totp/Ward:{Uri.EscapeDataString(name)}?secret={key}&issuer=Ward&digits=6&period=30";
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return new Enrolment(
            $"data:image/png;base64,{Convert.ToBase64String(png.GetGraphic(6))}",
            string.Join(' ', key.Chunk(4).Select(c => new string(c))),
            new Uri(uri));
    }
}
