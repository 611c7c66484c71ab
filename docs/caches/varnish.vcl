# Varnish 6 or newer, with varnish-modules for purges by tag (leave out what says xkey where you have none).
# Change: the backend, and CHANGE-ME to a long random value, which is the action's api-key.
vcl 4.1;
import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
}

sub vcl_recv {
    if (req.method == "PURGE" || req.method == "BAN") {
        if (req.http.X-Purge-Key != "CHANGE-ME") {
            return (synth(403, "Wrong or missing X-Purge-Key"));
        }
        unset req.http.X-Purge-Key;
    }
    if (req.method == "PURGE") {
        # By tag: one tag or several, with blanks between them.
        if (req.http.xkey-purge) {
            set req.http.n-gone = xkey.purge(req.http.xkey-purge);
            return (synth(200, "Invalidated " + req.http.n-gone + " objects"));
        }
        if (req.http.xkey-softpurge) {
            set req.http.n-gone = xkey.softpurge(req.http.xkey-softpurge);
            return (synth(200, "Softpurged " + req.http.n-gone + " objects"));
        }
        # One URL, with its query string, on the host of the Host header.
        return (purge);
    }
    if (req.method == "BAN") {
        # A pattern for the path with its query string. A blank in it would end the pattern and begin another condition.
        if (req.http.x-ban-regex ~ "\s") {
            return (synth(400, "A blank in x-ban-regex"));
        }
        if (req.http.x-ban-regex) {
            if (std.ban("obj.http.x-url ~ " + req.http.x-ban-regex + " && obj.http.x-host == " + req.http.host)) {
                return (synth(200, "Banned"));
            }
            return (synth(400, std.ban_error()));
        }
        if (std.ban("obj.http.x-url == " + req.url + " && obj.http.x-host == " + req.http.host)) {
            return (synth(200, "Banned"));
        }
        return (synth(400, std.ban_error()));
    }
}

sub vcl_backend_response {
    # What a ban compares with; Varnish works such bans off in the background.
    set beresp.http.x-url = bereq.url;
    set beresp.http.x-host = bereq.http.host;
    # A soft purge serves the old object for so long while it fetches the new one.
    set beresp.grace = 60s;
}

sub vcl_deliver {
    unset resp.http.x-url;
    unset resp.http.x-host;
    unset resp.http.xkey;
    # For wait-for: verified, which looks at Age too.
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
