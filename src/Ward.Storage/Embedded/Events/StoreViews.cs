namespace Ward.Storage.Embedded.Events;

/// <summary>The views, old and new. Thread-safe. Deleting waits for the searches that began before.</summary>
internal sealed class StoreViews
{
    private readonly Lock gate = new();
    private readonly LinkedList<StoreView> views = new([new StoreView([], [])]);

    public StoreView Current
    {
        get
        {
            lock (gate) return views.Last!.Value;
        }
    }

    /// <param name="garbage">What may be deleted once nobody can see it.</param>
    public void Replace(IReadOnlyList<Segment> segments, IReadOnlyList<HotTable> hot, params ReadOnlySpan<Action> garbage)
    {
        lock (gate)
        {
            views.Last!.Value.Garbage.AddRange(garbage);
            views.AddLast(new StoreView(segments, hot));
        }

        Clear();
    }

    /// <summary>Looks at what is there now, until disposed.</summary>
    public Look Open()
    {
        lock (gate)
        {
            var view = views.Last!.Value;
            view.Users++;
            return new Look(this, view);
        }
    }

    private void Close(StoreView view)
    {
        lock (gate) view.Users--;
        Clear();
    }

    private void Clear()
    {
        var garbage = new List<Action>();
        lock (gate)
        {
            while (views.Count > 1 && views.First!.Value.Users == 0)
            {
                garbage.AddRange(views.First.Value.Garbage);
                views.RemoveFirst();
            }
        }

        foreach (var delete in garbage) delete();
    }

    public sealed class Look(StoreViews views, StoreView view) : IDisposable
    {
        private bool closed;

        public StoreView View => view;

        public void Dispose()
        {
            if (closed) return;
            closed = true;
            views.Close(view);
        }
    }
}
