using System.Globalization;

namespace Ward.City.Assets;

/// <summary>Where an asset stands, in degrees of WGS 84.</summary>
/// <param name="Latitude">-90 (south) to 90.</param>
/// <param name="Longitude">-180 (west) to 180.</param>
public sealed record GeoPosition(double Latitude, double Longitude)
{
    public const double MostLatitude = 90;

    public const double MostLongitude = 180;

    /// <summary>Whether both are numbers in range.</summary>
    public static bool IsPlace(double latitude, double longitude) => Math.Abs(latitude) <= MostLatitude && Math.Abs(longitude) <= MostLongitude;

    /// <summary>Latitude and longitude with a blank between, as <see cref="ToString"/> writes them.</summary>
    public static bool TryRead(string text, out GeoPosition position)
    {
        position = null!;
        if (text.Split(' ') is not [var first, var second] || !TryDegrees(first, out var latitude) || !TryDegrees(second, out var longitude) || !IsPlace(latitude, longitude)) return false;
        position = new GeoPosition(latitude, longitude);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude} {Longitude}");

    private static bool TryDegrees(string text, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out degrees) && double.IsFinite(degrees);
}
