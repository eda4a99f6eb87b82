namespace Ward.City;

/// <summary>Something that is made of a city, and made anew when the city has become another. Thread-safe; what it hands out must be so too.</summary>
/// <param name="city">Gives the city of this moment.</param>
public sealed class OfCity<T>(Func<CityModel> city, Func<CityModel, T> make)
    where T : class
{
    private readonly Lock gate = new();
    private Made? made;

    public T Now
    {
        get
        {
            var now = city();
            var known = Volatile.Read(ref made);
            if (known is not null && ReferenceEquals(known.Of, now)) return known.Thing;
            lock (gate)
            {
                if (made is null || !ReferenceEquals(made.Of, now)) made = new Made(now, make(now));
                return made.Thing;
            }
        }
    }

    private sealed record Made(CityModel Of, T Thing);
}
