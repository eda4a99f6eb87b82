using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.Standards.GeoJson;

/// <summary>A point that stands for a geometry (RFC 7946, section 3.1).</summary>
public static class GeometryReader
{
    private const int MostPositions = 1_000_000;

    /// <summary>
    /// Of a point itself; of a polygon the centre of its outer ring where that lies inside, else a point of the ring; of anything else that one of its positions which is
    /// nearest to their mean. Null where it is no geometry, or one with a position that is none on earth.
    /// </summary>
    public static (double Latitude, double Longitude)? Point(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object) return null;
        switch (geometry.Text("type"))
        {
            case "Point": return geometry.Field("coordinates") is { } point ? Position(point) : null;
            case "Polygon": return geometry.Field("coordinates") is { ValueKind: JsonValueKind.Array } rings && rings.GetArrayLength() > 0 && Positions(rings[0]) is { Count: >= 4 } ring ? Within(ring) : null;
            case "MultiPoint" or "LineString" or "MultiLineString" or "MultiPolygon": return geometry.Field("coordinates") is { } several && Positions(several) is { Count: > 0 } all ? Middle(all) : null;
            case "GeometryCollection":
                foreach (var one in geometry.Items("geometries"))
                    if (one.Text("type") != "GeometryCollection" && Point(one) is { } found) return found;
                return null;
            default: return null;
        }
    }

    // Longitude first (section 3.1.1); a third number is the height.
    private static (double Latitude, double Longitude)? Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2 && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
        && position[0].TryGetDouble(out var longitude) && position[1].TryGetDouble(out var latitude) && Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90 ? (latitude, longitude) : null;

    private static List<(double Latitude, double Longitude)>? Positions(JsonElement nested)
    {
        var (found, open) = (new List<(double, double)>(), new Stack<JsonElement>([nested]));
        while (open.TryPop(out var one))
        {
            if (one.ValueKind != JsonValueKind.Array || found.Count > MostPositions) return null;
            if (one.GetArrayLength() > 0 && one[0].ValueKind != JsonValueKind.Number)
            {
                foreach (var inner in one.EnumerateArray().Reverse()) open.Push(inner);
                continue;
            }

            if (Position(one) is not { } position) return null;
            found.Add(position);
        }

        return found;
    }

    private static (double Latitude, double Longitude) Within(List<(double Latitude, double Longitude)> ring)
    {
        // The ring's centre of area; a ring without area has the mean of its corners.
        var (area, x, y) = (0.0, 0.0, 0.0);
        var (x0, y0) = (ring[0].Longitude, ring[0].Latitude);
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var cross = ((a.Longitude - x0) * (b.Latitude - y0)) - ((b.Longitude - x0) * (a.Latitude - y0));
            area += cross;
            x += (a.Longitude + b.Longitude - (2 * x0)) * cross;
            y += (a.Latitude + b.Latitude - (2 * y0)) * cross;
        }

        if (Math.Abs(area) < 1e-14) return Middle(ring);
        var centre = (Latitude: Math.Round(y0 + (y / (3 * area)), 7), Longitude: Math.Round(x0 + (x / (3 * area)), 7));
        return Holds(ring, centre) ? centre : Middle(ring);
    }

    private static bool Holds(List<(double Latitude, double Longitude)> ring, (double Latitude, double Longitude) point)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if ((a.Latitude > point.Latitude) != (b.Latitude > point.Latitude)
                && point.Longitude < ((b.Longitude - a.Longitude) * (point.Latitude - a.Latitude) / (b.Latitude - a.Latitude)) + a.Longitude) inside = !inside;
        }

        return inside;
    }

    private static (double Latitude, double Longitude) Middle(List<(double Latitude, double Longitude)> all)
    {
        var (latitude, longitude) = (all.Average(p => p.Latitude), all.Average(p => p.Longitude));
        return all.MinBy(p => Square(p.Latitude - latitude) + Square(p.Longitude - longitude));
    }

    private static double Square(double length) => length * length;
}
