class Box:
    def names(self):
        import sys as __s
        from sys import path as __p
        return [k for k in locals() if k != "self"]

    def missing(self):
        try:
            import __nomod
        except ImportError as e:
            print(e, e.name)
        try:
            import __nomod.sub
        except ImportError as e:
            print(e)
        try:
            from sys import __nope
        except ImportError as e:
            print(e)
        try:
            from __nomod import x
        except ImportError as e:
            print(e)


print(Box().names())
Box().missing()
